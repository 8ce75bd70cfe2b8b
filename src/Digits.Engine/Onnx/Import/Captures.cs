namespace Digits.Engine.Onnx;

/// <summary>What the branches of a node read of the graph around them, without naming it among the node's inputs.</summary>
internal static class Captures
{
    /// <summary>The names, in the order in which they are read; none for most nodes.</summary>
    internal static IReadOnlyList<string> Of(NodeProto node)
    {
        List<string>? names = null;
        foreach (AttributeProto attribute in node.Attributes)
        {
            if (attribute.Graph is { } graph)
                Collect(graph, [], names ??= []);
        }

        return names ?? [];
    }

    private static void Collect(GraphProto graph, HashSet<string> made, List<string> names)
    {
        HashSet<string> known = [.. made, .. graph.Inputs.Select(input => input.Name), .. graph.Initializers.Select(tensor => tensor.Name)];
        known.UnionWith(graph.Nodes.SelectMany(node => node.Outputs));
        foreach (NodeProto node in graph.Nodes)
        {
            names.AddRange(node.Inputs.Where(input => input.Length > 0 && !known.Contains(input)));
            foreach (AttributeProto attribute in node.Attributes)
            {
                if (attribute.Graph is { } inner)
                    Collect(inner, known, names);
            }
        }

        names.AddRange(graph.Outputs.Select(output => output.Name).Where(output => !known.Contains(output)));
    }
}
