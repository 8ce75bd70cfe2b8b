namespace Digits.Engine.Onnx;

/// <summary>The part of a file's graph that its output depends on, in an order in which it can be computed. Files may list nodes in any order.</summary>
internal sealed class OnnxGraph
{
    /// <summary>A network's own walk over its nodes is recursive; no network of digits comes near this.</summary>
    internal const int MaximumNodes = 2_000;

    private readonly Dictionary<string, TensorProto> _initializers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NodeProto> _makers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<NodeProto>> _readers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inputs;

    /// <summary>Finds its way through a file's graph.</summary>
    /// <param name="graph">The file's graph.</param>
    /// <param name="output">The tensor that comes out.</param>
    /// <exception cref="DigitsException">
    /// The output depends on no input or on several, or the graph goes in circles, lacks a tensor or makes one twice.
    /// </exception>
    internal OnnxGraph(GraphProto graph, string output)
    {
        if (graph.Nodes.Count > MaximumNodes)
            throw new InvalidInputException($"The model has {graph.Nodes.Count} nodes; at most {MaximumNodes} are read.");

        foreach (TensorProto initializer in graph.Initializers)
            _initializers[initializer.Name] = initializer;

        // Files of an early version list the constants among the inputs.
        ValueInfoProto[] inputs = [.. graph.Inputs.Where(input => !_initializers.ContainsKey(input.Name))];
        if (inputs.Length == 0)
            throw new InvalidInputException("The model has no input; the file is damaged.");

        Output = output;
        _inputs = [.. inputs.Select(input => input.Name)];
        foreach (NodeProto node in graph.Nodes)
        {
            foreach (string made in node.Outputs.Where(made => made.Length > 0))
            {
                if (_inputs.Contains(made) || _initializers.ContainsKey(made) || !_makers.TryAdd(made, node))
                    throw new InvalidInputException($"Tensor {OnnxError.Quote(made)} is made twice; the file is damaged.");
            }
        }

        Nodes = Order();
        HashSet<string> read = [output];
        foreach (NodeProto node in Nodes)
        {
            foreach (string input in node.Inputs.Concat(Captures.Of(node)))
            {
                if (!_readers.TryGetValue(input, out List<NodeProto>? readers))
                    _readers[input] = readers = [];

                readers.Add(node);
                read.Add(input);
            }
        }

        Input = Single([.. inputs.Where(input => read.Contains(input.Name))]);
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

    private static ValueInfoProto Single(ValueInfoProto[] inputs) => inputs.Length switch
    {
        1 => inputs[0],
        0 => throw new InvalidInputException("The model's output does not depend on its input."),
        _ => throw new InvalidInputException(
            $"The model has {inputs.Length} inputs ({OnnxError.Clean(string.Join(", ", inputs.Select(input => input.Name)))}); one is supported. "
            + "Export it with the image alone as its input."),
    };

    /// <summary>Depth first from the output, without recursion: a file may be a chain of any length.</summary>
    private List<NodeProto> Order()
    {
        List<NodeProto> order = [];
        HashSet<NodeProto> done = [];
        HashSet<NodeProto> open = [];
        Stack<(NodeProto Node, string[] Reads, int Input)> path = new();
        Enter(Output, reader: null);
        while (path.TryPop(out (NodeProto Node, string[] Reads, int Input) top))
        {
            if (top.Input < top.Reads.Length)
            {
                path.Push((top.Node, top.Reads, top.Input + 1));
                Enter(top.Reads[top.Input], top.Node);
                continue;
            }

            open.Remove(top.Node);
            done.Add(top.Node);
            order.Add(top.Node);
        }

        return order;

        void Enter(string tensor, NodeProto? reader)
        {
            if (tensor.Length == 0 || _inputs.Contains(tensor) || _initializers.ContainsKey(tensor))
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

            path.Push((maker, [.. maker.Inputs, .. Captures.Of(maker)], 0));
        }
    }
}
