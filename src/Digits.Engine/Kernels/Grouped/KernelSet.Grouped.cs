namespace Digits.Engine.Kernels;

/// <summary>
/// Convolutions whose channels are cut into groups, each with filters of its own; in a depthwise one every channel is a group. There is too little in a group
/// to fill a tile, so the sums go filter by filter, along the lanes. Weights are <c>[kH][kW][channels of a group][filters]</c>, as a parameter lays them out.
/// </summary>
internal abstract partial class KernelSet
{
    /// <summary>y[p][f] = bias[f] + sum over taps and the group's channels c of weights[tap][c][f] * x[..][c].</summary>
    /// <param name="g">The window over the map.</param>
    /// <param name="groups">Groups of channels and filters.</param>
    /// <param name="x">The map.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="columns">Floats from one row of the weights to the next.</param>
    /// <param name="bias">One value a filter, or empty.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="y">The result.</param>
    internal abstract void Grouped(
        in WindowGeometry g, int groups, ReadOnlySpan<float> x, ReadOnlySpan<float> weights, int columns, ReadOnlySpan<float> bias, bool relu, Span<float> y);

    /// <summary>The gradient to the input of <see cref="Grouped"/>.</summary>
    internal abstract void GroupedBackwardInput(
        in WindowGeometry g, int groups, ReadOnlySpan<float> gy, ReadOnlySpan<float> weights, int columns, Span<float> gx);

    /// <summary>The gradient to the weights of <see cref="Grouped"/>: a sum for each lane over the pixels in order, then the lanes in a tree.</summary>
    /// <param name="g">The window over the map.</param>
    /// <param name="groups">Groups of channels and filters.</param>
    /// <param name="x">The map.</param>
    /// <param name="gy">The gradient of the result.</param>
    /// <param name="columns">Floats from one row of the weights to the next.</param>
    /// <param name="accumulate">Whether to add to <paramref name="gw"/> rather than overwrite it.</param>
    /// <param name="sums">Room for the sums of some filters: 32 floats for each weight of a filter, or a multiple of that.</param>
    /// <param name="gw">The gradient, laid out as the weights are.</param>
    internal abstract void GroupedBackwardWeights(
        in WindowGeometry g, int groups, ReadOnlySpan<float> x, ReadOnlySpan<float> gy, int columns, bool accumulate, Span<float> sums, Span<float> gw);

    /// <summary><see cref="Grouped"/> of a single image, whose pixels lie <paramref name="stride"/> floats apart, with the same bits as results.</summary>
    internal abstract void GroupedOfImage(
        in WindowGeometry g, int groups, ReadOnlySpan<float> x, int stride, ReadOnlySpan<float> weights, int columns, ReadOnlySpan<float> bias, bool relu,
        Span<float> y);
}
