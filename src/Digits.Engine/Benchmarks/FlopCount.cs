namespace Digits.Engine;

/// <summary>
/// Floating-point operations of a network, counted as direct convolution: what a product of matrices would take, whatever algorithm computes it. A multiply-add
/// counts as two; convolutions, dense layers and products of matrices count; biases, pooling, normalization and activations do not. Every output of a
/// convolution counts, also those that a following pool drops.
/// </summary>
internal static class FlopCount
{
    /// <summary>For one image through the network.</summary>
    internal static long Inference(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return 2 * network.MultiplyAdds;
    }

    /// <summary>
    /// For one image's share of a training step: each layer's forward product; as much again for the gradient to its weights; and as much again for the
    /// gradient to each of its inputs, where anything before it is trained. The first layer computes no gradient to its input.
    /// </summary>
    internal static long Training(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        HashSet<Node> wantGradient = [];
        long multiplyAdds = 0;
        foreach (Node node in network.Nodes)
        {
            bool trained = node.Layer is not null && node.Layer.Parameters.Any(parameter => parameter.Trainable);
            int passesOn = node.Inputs.Count(wantGradient.Contains);
            if (trained || passesOn > 0)
                wantGradient.Add(node);

            int products = 1 + (trained ? 1 : 0) + passesOn;
            multiplyAdds += products * node.MultiplyAdds;
        }

        return 2 * multiplyAdds;
    }
}
