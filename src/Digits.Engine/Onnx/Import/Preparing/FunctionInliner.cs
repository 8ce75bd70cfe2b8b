namespace Digits.Engine.Onnx;

/// <summary>Puts the nodes of the file's own functions in the place of their calls.</summary>
internal sealed class FunctionInliner
{
    private const int MaximumDepth = 16;

    private readonly Dictionary<(string Domain, string Name), FunctionProto> _functions = [];
    private int _calls;
    private int _nodes;

    private FunctionInliner(IEnumerable<FunctionProto> functions)
    {
        foreach (FunctionProto function in functions)
            _functions[(function.Domain, function.Name)] = function;
    }

    /// <summary>The nodes of a model, none of which is a call of a function.</summary>
    /// <exception cref="DigitsException">A function calls itself, or there are more nodes than are read.</exception>
    internal static void Inline(ModelProto model)
    {
        if (model.Functions.Count == 0)
            return;

        List<NodeProto> nodes = new FunctionInliner(model.Functions).Inline(model.Graph!.Nodes, 0);
        model.Graph.Nodes.Clear();
        model.Graph.Nodes.AddRange(nodes);
        model.Functions.Clear();
    }

    private List<NodeProto> Inline(List<NodeProto> nodes, int depth)
    {
        List<NodeProto> result = [];
        foreach (NodeProto node in nodes)
        {
            if (++_nodes > OnnxGraph.MaximumNodes)
                throw new InvalidInputException($"The model has more than {OnnxGraph.MaximumNodes} nodes, with those of its functions; so many are not read.");

            if (!_functions.TryGetValue((node.Domain, node.OpType), out FunctionProto? function))
            {
                foreach (AttributeProto attribute in node.Attributes)
                {
                    if (attribute.Graph is { } graph)
                        ReplaceNodes(graph, Inline(graph.Nodes, depth + 1));
                }

                result.Add(node);
                continue;
            }

            if (depth >= MaximumDepth)
                throw OnnxError.At(node, $"functions call one another more than {MaximumDepth} deep; the file is damaged.");

            result.AddRange(Inline(FunctionBody.Of(function, node, $"call{++_calls}"), depth + 1));
        }

        return result;
    }

    private static void ReplaceNodes(GraphProto graph, List<NodeProto> nodes)
    {
        graph.Nodes.Clear();
        graph.Nodes.AddRange(nodes);
    }
}
