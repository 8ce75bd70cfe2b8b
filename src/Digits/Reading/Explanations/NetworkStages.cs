using Digits.Engine;

namespace Digits.Reading;

/// <summary>The places in a network where its maps are worth a look: behind each convolution with what belongs to it, and behind each pool.</summary>
internal static class NetworkStages
{
    /// <summary>Finds the stages in the order in which the network computes them.</summary>
    /// <returns>For each the layers that belong to it; the last one's node is where its maps come out.</returns>
    internal static IReadOnlyList<IReadOnlyList<Node>> Find(Network network)
    {
        ILookup<Node, Node> readers = network.Nodes
            .SelectMany(reader => reader.Inputs.Select(input => (Input: input, Reader: reader)))
            .ToLookup(pair => pair.Input, pair => pair.Reader);
        List<IReadOnlyList<Node>> stages = [];
        foreach (Node node in network.Nodes.Where(node => node.Layer is Conv2D or MaxPool2D or AveragePool2D && !node.Shape.IsFlat))
        {
            List<Node> stage = [node];
            while (readers[stage[^1]].Take(2).ToArray() is [{ Layer: BatchNorm or Affine or ReLU or LeakyReLU } next] && node.Layer is Conv2D)
                stage.Add(next);
            stages.Add(stage);
        }

        return stages;
    }
}
