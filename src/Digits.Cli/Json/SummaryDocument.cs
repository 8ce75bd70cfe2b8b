using Digits.Engine;

namespace Digits.Cli.Json;

internal sealed record SummaryDocument(
    string Model,
    IReadOnlyList<int> InputShape,
    IReadOnlyList<SummaryDocument.Layer> Layers,
    int TrainableParameters,
    int OtherParameters,
    long MultiplyAdds,
    IReadOnlyDictionary<string, string> Metadata)
{
    internal static SummaryDocument Of(string name, Network network, IReadOnlyDictionary<string, string> metadata)
    {
        Layer[] layers = [.. network.Nodes.Where(node => node.Layer is not null).Select(Layer.Of)];
        int all = network.Parameters.Sum(parameter => parameter.Count);
        return new SummaryDocument(
            name, Numbers(network.Input.Shape), layers, network.ParameterCount, all - network.ParameterCount, network.MultiplyAdds, metadata);
    }

    private static int[] Numbers(Shape shape) => shape.IsFlat ? [shape.Channels] : [shape.Channels, shape.Height, shape.Width];

    internal sealed record Layer(string Name, string Type, IReadOnlyList<int> OutputShape, int Parameters, long MultiplyAdds)
    {
        internal static Layer Of(Node node) => new(
            node.Layer!.Name,
            node.Layer.GetType().Name,
            Numbers(node.Shape),
            node.Layer.Parameters.Sum(parameter => parameter.Count),
            node.MultiplyAdds);
    }
}
