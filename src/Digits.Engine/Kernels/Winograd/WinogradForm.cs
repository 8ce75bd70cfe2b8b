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
    /// For training: 25 products in place of 81, 36 of 144 and 49 of 225. Which is best depends on what it leaves over at the border: 10x10 results are four
    /// tiles of 5x5 or nine of 4x4. The costs choose the fastest way for 44 layers of 2 to 256 channels on maps of 2x2 to 28x28 but for 0.3 %.
    /// </summary>
    internal static IReadOnlyList<WinogradForm> Training { get; } =
    [
        new(3, costOfTransforms: 7, costOfWeights: 1),
        new(4, costOfTransforms: 7, costOfWeights: 1),
        new(5, costOfTransforms: 7, costOfWeights: 1),
    ];

    /// <summary>Rows and columns of a tile's results.</summary>
    internal int Size { get; }

    /// <summary>Rows and columns of what a tile is made from.</summary>
    internal int Reach => Size + 2;

    /// <summary>Products of a tile for each pair of channels.</summary>
    internal int Products => Reach * Reach;

    internal int Results => Size * Size;

    /// <summary>The product that comes into every result of a tile once, and nowhere twice: what is added to it is added to all of them.</summary>
    internal int BiasProduct => Reach + 1;

    /// <summary>The fastest algorithm for a convolution; null where none is faster than products of all taps.</summary>
    /// <param name="training">Whether gradients are wanted.</param>
    /// <param name="geometry">The convolution.</param>
    /// <param name="pool">By what its results are pooled before they are stored.</param>
    internal static WinogradForm? Find(bool training, in WindowGeometry geometry, Window2D? pool)
    {
        if (geometry is not { KernelHeight: 3, KernelWidth: 3, StrideY: 1, StrideX: 1, Dilation: 1 })
            return null;

        if (!training && pool is { KernelHeight: not 2 } or { KernelWidth: not 2 })
            return null;

        WindowGeometry cropped = geometry.CropTo(pool);
        WinogradForm best = training ? Training.MinBy(form => form.Cost(cropped))! : Inference;
        return best.Cost(cropped) < cropped.Taps * cropped.Output.Pixels ? best : null;
    }

    /// <summary>Floats of scratch for the products of one tile and the channels of the largest tile of weights.</summary>
    internal int ScratchFloats(PackedWeights weights) => Products * weights.Tiles[0] * Lanes.Count;

    /// <summary>Tiles side by side in so many results.</summary>
    internal int TilesOf(int length) => (length + Size - 1) / Size;

    /// <summary>
    /// What a convolution costs, in multiply-adds of one pair of channels: a tile's products, transforming it, which for each channel costs as many as with so
    /// many channels of the other side, and in training the weights, once a step.
    /// </summary>
    private double Cost(in WindowGeometry g)
    {
        int tiles = TilesOf(g.Output.Height) * TilesOf(g.Output.Width);
        return Products * (tiles + _costOfWeights + (tiles * _costOfTransforms * ((1.0 / g.Input.Channels) + (1.0 / g.Output.Channels))));
    }
}
