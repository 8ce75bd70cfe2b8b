namespace Digits.Engine.Onnx;

/// <summary>The part of a file's graph that its output depends on, in an order in which it can be computed. Files may list nodes in any order.</summary>
internal sealed class OnnxGraph
{
    /// <summary>A network's own walk over its nodes is recursive; no network of digits comes near this.</summary>
    private const int MaximumNodes = 2_000;

    private readonly Dictionary<string, TensorProto> _initializers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NodeProto> _makers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<NodeProto>> _readers = new(StringComparer.Ordinal);

    /// <summary>Finds its way through a file's graph.</summary>
    /// <exception cref="DigitsException">The graph has not one input and one output, goes in circles, lacks a tensor or makes one twice.</exception>
    internal OnnxGraph(GraphProto graph)
    {
        if (graph.Nodes.Count > MaximumNodes)
            throw new InvalidInputException($"The model has {graph.Nodes.Count} nodes; at most {MaximumNodes} are read.");

        foreach (TensorProto initializer in graph.Initializers)
            _initializers[initializer.Name] = initializer;

        // Files of an early version list the constants among the inputs.
        Input = Single(graph.Inputs.Where(input => !_initializers.ContainsKey(input.Name)), "input");
        Output = Single(graph.Outputs, "output").Name;
        foreach (NodeProto node in graph.Nodes)
        {
            foreach (string output in node.Outputs.Where(output => output.Length > 0))
            {
                if (output == Input.Name || _initializers.ContainsKey(output) || !_makers.TryAdd(output, node))
                    throw new InvalidInputException($"Tensor {OnnxError.Quote(output)} is made twice; the file is damaged.");
            }
        }

        Nodes = Order();
        foreach (NodeProto node in Nodes)
        {
            foreach (string input in node.Inputs)
            {
                if (!_readers.TryGetValue(input, out List<NodeProto>? readers))
                    _readers[input] = readers = [];

                readers.Add(node);
            }
        }
    }

    internal ValueInfoProto Input { get; }

    internal string Output { get; }

    /// <summary>The nodes that the output depends on, each after those it reads.</summary>
    internal IReadOnlyList<NodeProto> Nodes { get; }

    internal TensorProto? Initializer(string name) => _initializers.GetValueOrDefault(name);

    /// <summary>The nodes that read a tensor; one that reads it twice is there twice.</summary>
    internal IReadOnlyList<NodeProto> Readers(string tensor) => _readers.TryGetValue(tensor, out List<NodeProto>? readers) ? readers : [];

    /// <summary>The one node that reads a tensor, or null where there are more or where the tensor is the output.</summary>
    internal NodeProto? OnlyReader(string tensor) => tensor != Output && Readers(tensor) is [NodeProto reader] ? reader : null;

    private static ValueInfoProto Single(IEnumerable<ValueInfoProto> values, string what)
    {
        ValueInfoProto[] all = [.. values];
        return all.Length == 1
            ? all[0]
            : throw new InvalidInputException(all.Length == 0
                ? $"The model has no {what}; the file is damaged."
                : $"The model has {all.Length} {what}s ({OnnxError.Clean(string.Join(", ", all.Select(value => value.Name)))}); one is supported.");
    }

    /// <summary>Depth first from the output, without recursion: a file may be a chain of any length.</summary>
    private List<NodeProto> Order()
    {
        List<NodeProto> order = [];
        HashSet<NodeProto> done = [];
        HashSet<NodeProto> open = [];
        Stack<(NodeProto Node, int Input)> path = new();
        Enter(Output, reader: null);
        while (path.TryPop(out (NodeProto Node, int Input) top))
        {
            if (top.Input < top.Node.Inputs.Count)
            {
                path.Push((top.Node, top.Input + 1));
                Enter(top.Node.Inputs[top.Input], top.Node);
                continue;
            }

            open.Remove(top.Node);
            done.Add(top.Node);
            order.Add(top.Node);
        }

        return order;

        void Enter(string tensor, NodeProto? reader)
        {
            if (tensor.Length == 0 || tensor == Input.Name || _initializers.ContainsKey(tensor))
                return;

            if (!_makers.TryGetValue(tensor, out NodeProto? maker))
            {
                throw reader is null
                    ? new InvalidInputException($"Nothing makes the output {OnnxError.Quote(tensor)}; the file is damaged.")
                    : OnnxError.At(reader, $"nothing makes the tensor {OnnxError.Quote(tensor)} that it reads; the file is damaged.");
            }

            if (done.Contains(maker))
                return;

            if (!open.Add(maker))
                throw OnnxError.At(maker, "it depends on its own result; a network may not go in circles.");

            path.Push((maker, 0));
        }
    }
}
