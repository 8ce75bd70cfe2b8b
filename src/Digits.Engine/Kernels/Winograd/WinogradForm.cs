namespace Digits.Engine.Kernels;

/// <summary>
/// One of Winograd's algorithms for 3x3 convolutions of stride 1, F(n x n, 3x3): a tile of n x n results takes (n + 2)² products for each pair of channels
/// instead of 9 n² (Lavin and Gray, "Fast algorithms for convolutional neural networks", 2016).
/// </summary>
internal sealed class WinogradForm
{
    private readonly double _costOfTransforms;
    private readonly double _costOfWeights;

    private WinogradForm(int size, double costOfTransforms, double costOfWeights) =>
        (Size, _costOfTransforms, _costOfWeights) = (size, costOfTransforms, costOfWeights);

    /// <summary>F(2x2, 3x3), for inference: 16 products in place of 36, with transforms that only add and so lose next to no digits.</summary>
    internal static WinogradForm Inference { get; } = new(2, costOfTransforms: 5, costOfWeights: 0);

    /// <summary>
    /// F(4x4, 3x3), for training: 36 products in place of 144. The costs are those of 22 layers of 8 to 112 channels on maps of 5x5 to 28x28: from 64 channels
    /// on it took two thirds of the time, below 16 it never paid.
    /// </summary>
    internal static WinogradForm Training { get; } = new(4, costOfTransforms: 19, costOfWeights: 1.7);

    /// <summary>Rows and columns of a tile's results.</summary>
    internal int Size { get; }

    /// <summary>Rows and columns of what a tile is made from.</summary>
    internal int Reach => Size + 2;

    /// <summary>Products of a tile for each pair of channels.</summary>
    internal int Products => Reach * Reach;

    internal int Results => Size * Size;

    /// <summary>The product that comes into every result of a tile once, and nowhere twice: what is added to it is added to all of them.</summary>
    internal int BiasProduct => Reach + 1;

    /// <summary>
    /// Whether this is the faster way for a convolution whose outputs are those that are wanted. Costs are in products of a tile: transforming it costs so many
    /// with all the channels of the other side for each channel, and the weights, in training, so many once a step.
    /// </summary>
    /// <param name="g">The convolution.</param>
    /// <param name="pool">By what its results are pooled before they are stored.</param>
    internal bool Pays(in WindowGeometry g, Window2D? pool)
    {
        if (g is not { KernelHeight: 3, KernelWidth: 3, StrideY: 1, StrideX: 1, Dilation: 1 } || pool is { KernelHeight: not 2 } or { KernelWidth: not 2 })
            return false;

        int tiles = TilesOf(g.Output.Height) * TilesOf(g.Output.Width);
        double cost = tiles + _costOfWeights + (tiles * _costOfTransforms * ((1.0 / g.Input.Channels) + (1.0 / g.Output.Channels)));
        return cost * Products < g.Taps * g.Output.Pixels;
    }

    /// <summary>Floats of scratch for the products and results of one tile and the output channels of the largest tile of weights.</summary>
    internal int ScratchFloats(PackedWeights weights) => (Products + Results) * weights.Tiles[0] * Lanes.Count;

    private int TilesOf(int length) => (length + Size - 1) / Size;
}
