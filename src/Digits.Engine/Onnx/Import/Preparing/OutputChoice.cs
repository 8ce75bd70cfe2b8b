namespace Digits.Engine.Onnx;

/// <summary>Which tensors of a graph may be what a model gives: its outputs, each short of what only picks the class.</summary>
internal sealed class OutputChoice
{
    private const int MaximumOutputs = 16;

    private readonly GraphProto _graph;
    private readonly Dictionary<string, NodeProto> _makers = new(StringComparer.Ordinal);

    private OutputChoice(GraphProto graph)
    {
        _graph = graph;
        foreach (NodeProto node in graph.Nodes)
        {
            foreach (string output in node.Outputs)
                _makers[output] = node;
        }
    }

    /// <summary>The candidates in the file's order.</summary>
    /// <param name="graph">The file's graph.</param>
    /// <param name="wanted">The one that is asked for, or null.</param>
    /// <exception cref="DigitsException">There is none, or not the one asked for.</exception>
    internal static IReadOnlyList<OutputCandidate> Of(GraphProto graph, string? wanted)
    {
        OutputChoice choice = new(graph);
        string[] outputs = [.. graph.Outputs.Select(output => output.Name).Distinct(StringComparer.Ordinal)];
        if (wanted is not null)
        {
            return outputs.Contains(wanted) || choice._makers.ContainsKey(wanted)
                ? [choice.Cut(wanted)]
                : throw new InvalidInputException($"The model has no output {OnnxError.Quote(wanted)}; it has {List(outputs)}.");
        }

        return outputs.Length == 0
            ? throw new InvalidInputException("The model has no output; the file is damaged.")
            : [.. outputs.Take(MaximumOutputs).Select(output => choice.Cut(output)).DistinctBy(candidate => candidate.Tensor)];
    }

    /// <summary>Names, for a message.</summary>
    internal static string List(IEnumerable<string> names) => string.Join(", ", names.Take(MaximumOutputs).Select(OnnxError.Quote));

    /// <summary>Follows an output up to what picks the class from the values, if anything does.</summary>
    private OutputCandidate Cut(string output)
    {
        string tensor = output;
        for (int step = 0; step < _graph.Nodes.Count && _makers.TryGetValue(tensor, out NodeProto? maker); step++)
        {
            switch (maker.OpType)
            {
                case "ArgMax" or "TopK" or "ZipMap" when maker.Inputs.Count > 0:
                    string before = Cut(maker.Inputs[0], step);
                    return new OutputCandidate(output, before, $"The output is taken before {maker.OpType}, which only picks the class.");
                case "Cast" or "Identity" or "Squeeze" or "Unsqueeze" or "Reshape" or "Flatten" when maker.Inputs.Count > 0:
                    tensor = maker.Inputs[0];
                    continue;
                case "ArrayFeatureExtractor" or "Gather" when maker.Inputs.Count > 1:
                    tensor = maker.Inputs[1];
                    continue;
                default:
                    return new OutputCandidate(output, output, null);
            }
        }

        return new OutputCandidate(output, output, null);
    }

    /// <summary>What picks from what was picked is cut off as well.</summary>
    private string Cut(string tensor, int steps)
    {
        while (steps++ < _graph.Nodes.Count && _makers.TryGetValue(tensor, out NodeProto? maker)
            && maker.OpType is "ArgMax" or "TopK" or "ZipMap" && maker.Inputs.Count > 0)
        {
            tensor = maker.Inputs[0];
        }

        return tensor;
    }
}
