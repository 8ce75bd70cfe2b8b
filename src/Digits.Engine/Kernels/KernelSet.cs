namespace Digits.Engine.Kernels;

/// <summary>
/// Every operation that touches numbers, in one vector width. Layers call these on spans; <see cref="KernelFactory"/> chooses the set.
/// Activations are <c>[H][W][C][32]</c> (see <see cref="Lanes"/>).
/// </summary>
internal abstract partial class KernelSet
{
    /// <summary>The name by which <c>DIGITS_SIMD</c> forces this set.</summary>
    internal abstract string Name { get; }

    /// <summary>Rows of the largest tile: what <see cref="PackedWeights"/> are cut for.</summary>
    internal abstract int TileRows { get; }

    /// <summary>
    /// For each destination i of the table: c[i] = bias + weights x (the rows of b that the segments name), c[i] being <c>[rows][32]</c>.
    /// The forward pass of convolution and dense layers, and their gradient to the input.
    /// </summary>
    /// <param name="weights">The left operand.</param>
    /// <param name="table">Segments for each destination.</param>
    /// <param name="b">Rows of 32 lanes.</param>
    /// <param name="bias">One value a row, or empty.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="c">The destinations, one after another.</param>
    internal abstract void Product(PackedWeights weights, TapTable table, ReadOnlySpan<float> b, ReadOnlySpan<float> bias, bool relu, Span<float> c);

    /// <summary>
    /// <see cref="Product"/> with max pooling: the table holds the destinations of each window one after another, and only the greatest of each window is kept.
    /// The map before pooling is never written.
    /// </summary>
    /// <param name="weights">The left operand.</param>
    /// <param name="table">Segments for each window's destinations.</param>
    /// <param name="taps">Destinations in a window.</param>
    /// <param name="b">Rows of 32 lanes.</param>
    /// <param name="bias">One value a row, or empty.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="y">The greatest of each window, <c>[window][rows][32]</c>.</param>
    /// <param name="winners">For each window, row and tap a bit a lane: whether it was the first greatest, and not cut off by the ReLU. Empty where no gradient
    /// is wanted.</param>
    internal abstract void ProductPooled(
        PackedWeights weights, TapTable table, int taps, ReadOnlySpan<float> b, ReadOnlySpan<float> bias, bool relu, Span<float> y, Span<uint> winners);

    /// <summary>Sends the gradient of pooled values back to the winners of their windows; the other places become zero.</summary>
    /// <param name="gy">Gradients, <c>[window][channels][32]</c>.</param>
    /// <param name="winners">From <see cref="ProductPooled"/>.</param>
    /// <param name="channels">Rows of a window.</param>
    /// <param name="destinations">The pixel of each window's taps.</param>
    /// <param name="taps">Destinations in a window.</param>
    /// <param name="gx">The pixels, <c>[pixel][channels][32]</c>.</param>
    internal abstract void SpreadPooled(
        ReadOnlySpan<float> gy, ReadOnlySpan<uint> winners, int channels, ReadOnlySpan<int> destinations, int taps, Span<float> gx);

    /// <summary>The greatest pixel of each window of a map: what <see cref="ProductPooled"/> does to results that were stored.</summary>
    /// <param name="x">The map, <c>[pixel][channels][32]</c>.</param>
    /// <param name="pixels">The pixels of each window.</param>
    /// <param name="taps">Pixels of a window.</param>
    /// <param name="channels">Rows of a pixel.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="y">The greatest of each window, <c>[window][channels][32]</c>.</param>
    /// <param name="winners">See <see cref="ProductPooled"/>.</param>
    internal abstract void MaxOfWindows(
        ReadOnlySpan<float> x, ReadOnlySpan<int> pixels, int taps, int channels, bool relu, Span<float> y, Span<uint> winners);

    /// <summary>
    /// The products of a single image, vectors along the columns: y[r][j] = bias[j] + sum over segments and their steps k of x[rows[r] + segment.A + k] *
    /// weights[segment.B + k][j].
    /// </summary>
    /// <param name="x">The input, any layout in which a segment's steps lie side by side.</param>
    /// <param name="rows">Where each row starts in <paramref name="x"/>.</param>
    /// <param name="segments">Runs of the inner dimension, the same for every row.</param>
    /// <param name="weights"><c>[steps][columns]</c>.</param>
    /// <param name="columns">A multiple of 16.</param>
    /// <param name="wanted">The columns that are computed: they begin and end at a multiple of 16.</param>
    /// <param name="bias">One value a column.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="y"><c>[rows][columns]</c>.</param>
    internal abstract void ProductOfRows(
        ReadOnlySpan<float> x, ReadOnlySpan<int> rows, ReadOnlySpan<Segment> segments, ReadOnlySpan<float> weights, int columns, Range wanted,
        ReadOnlySpan<float> bias, bool relu, Span<float> y);

    /// <summary>y[w] = the greatest, column by column, of rows w * taps up to (w + 1) * taps of x.</summary>
    internal abstract void MaxOfRows(ReadOnlySpan<float> x, int taps, int columns, Span<float> y);

    /// <summary>
    /// Gradient to the weights: for each run, c[firstRow + r][j] (+)= sum over the run's segments and lanes n of x[.. + r * 32 + n] * turned[.. + n][j].
    /// </summary>
    /// <param name="runs">For each destination of the table, its first row in <paramref name="c"/> and its number of rows.</param>
    /// <param name="table">Segments for each run.</param>
    /// <param name="x">The layer's input.</param>
    /// <param name="turned">The output gradient as <c>[pixel][lane][columns]</c>: see <see cref="Turn"/>.</param>
    /// <param name="columns">Floats in a row of <paramref name="turned"/> and <paramref name="c"/>: the output channels, padded to a multiple of 16.</param>
    /// <param name="accumulate">Whether to add to <paramref name="c"/> rather than overwrite it.</param>
    /// <param name="c">The weight gradient, <c>[rows][columns]</c>.</param>
    internal abstract void ProductOverLanes(
        ReadOnlySpan<(int FirstRow, int Rows)> runs, TapTable table, ReadOnlySpan<float> x, ReadOnlySpan<float> turned, int columns, bool accumulate,
        Span<float> c);

    /// <summary>Turns each pixel's <c>[channels][32]</c> into <c>[32][columns]</c>; columns past the channels become zero.</summary>
    internal abstract void Turn(ReadOnlySpan<float> source, int channels, int columns, Span<float> target);

    /// <summary>Copies pixels, each of so many floats (a multiple of 16), one after another to <paramref name="y"/>; -1 is a pixel of zeros.</summary>
    internal abstract void Gather(ReadOnlySpan<float> x, ReadOnlySpan<int> pixels, int floats, Span<float> y);

    /// <summary>What the pixels under a tile become before Winograd's products, transformed on both sides.</summary>
    /// <param name="form">The algorithm.</param>
    /// <param name="pixels">Which pixels, row by row; -1 in the padding.</param>
    /// <param name="map">The pixels, each of so many floats.</param>
    /// <param name="floats">A multiple of 16.</param>
    /// <param name="products"><c>[products][floats]</c>.</param>
    internal abstract void WinogradInput(WinogradForm form, ReadOnlySpan<int> pixels, ReadOnlySpan<float> map, int floats, Span<float> products);

    /// <summary>2x2 pixels, or the greatest of them, from Winograd's products in the form for inference, transformed on both sides.</summary>
    /// <param name="products">16 runs of so many floats.</param>
    /// <param name="step">Floats from one product to the next.</param>
    /// <param name="floats">A multiple of 16.</param>
    /// <param name="pixels">Where four pixels go, row by row, -1 for those beyond the border; or where the greatest of the four goes.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="map">The pixels, each of so many floats.</param>
    internal abstract void WinogradOutput(ReadOnlySpan<float> products, int step, int floats, ReadOnlySpan<int> pixels, bool relu, Span<float> map);

    /// <summary>
    /// The pixels of a tile: Winograd's products of weights and transformed inputs, some output channels at a time so that they stay in the cache, transformed
    /// on both sides.
    /// </summary>
    /// <param name="form">The algorithm.</param>
    /// <param name="weights">The factors, product after product.</param>
    /// <param name="table">For each product its steps of the weights and its rows of the inputs.</param>
    /// <param name="inputs">From <see cref="WinogradInput"/>, <c>[products][input channels][32]</c>.</param>
    /// <param name="bias">One value an output channel, or empty.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="pixels">Where the pixels go, row by row, -1 for those beyond the border; in the form for inference also where the greatest of the four
    /// goes, as in <see cref="WinogradOutput"/>.</param>
    /// <param name="scratch">See <see cref="WinogradForm.ScratchFloats"/>.</param>
    /// <param name="map">The pixels, <c>[pixel][output channels][32]</c>.</param>
    internal abstract void WinogradProduct(
        WinogradForm form, PackedWeights weights, TapTable table, ReadOnlySpan<float> inputs, ReadOnlySpan<float> bias, bool relu, ReadOnlySpan<int> pixels,
        Span<float> scratch, Span<float> map);

    /// <summary>
    /// The gradient to the pixels under a tile, added to what is there: Winograd's products of weights and transformed gradients, some input channels at a
    /// time, transformed on both sides.
    /// </summary>
    /// <param name="form">An algorithm for training.</param>
    /// <param name="weights">The factors, transposed.</param>
    /// <param name="table">For each product its steps of the weights and its rows of the gradients.</param>
    /// <param name="gradients">From <see cref="WinogradOutputGradient"/>, <c>[products][output channels][32]</c>.</param>
    /// <param name="pixels">The pixels under the tile, row by row, -1 for those in the padding.</param>
    /// <param name="scratch">See <see cref="WinogradForm.ScratchFloats"/>.</param>
    /// <param name="map">The pixels, <c>[pixel][input channels][32]</c>.</param>
    internal abstract void WinogradInputGradient(
        WinogradForm form, PackedWeights weights, TapTable table, ReadOnlySpan<float> gradients, ReadOnlySpan<int> pixels, Span<float> scratch,
        Span<float> map);

    /// <summary>The gradient to Winograd's products, <c>[products][floats]</c>, from that to a tile's pixels, -1 for those beyond the border.</summary>
    internal abstract void WinogradOutputGradient(WinogradForm form, ReadOnlySpan<int> pixels, ReadOnlySpan<float> map, int floats, Span<float> products);

    /// <summary>The factors <c>[products][floats]</c> of Winograd's products from 3x3 kernels <c>[9][floats]</c>.</summary>
    internal abstract void WinogradWeights(WinogradForm form, ReadOnlySpan<float> weights, int floats, Span<float> products);

    /// <summary>The gradient to some columns of 3x3 kernels from that to their factors.</summary>
    /// <param name="form">An algorithm for training.</param>
    /// <param name="products"><c>[products][rows][columns]</c>.</param>
    /// <param name="rows">Input channels.</param>
    /// <param name="columns">A multiple of 16, at most 64.</param>
    /// <param name="stride">Floats of a row of <paramref name="weights"/>.</param>
    /// <param name="accumulate">Whether to add to <paramref name="weights"/> rather than overwrite it.</param>
    /// <param name="weights"><c>[9][rows][stride]</c>, from the first of the columns on.</param>
    internal abstract void WinogradWeightsGradient(
        WinogradForm form, ReadOnlySpan<float> products, int rows, int columns, int stride, bool accumulate, Span<float> weights);

    /// <summary>sums[c] = sum over pixels and the first <paramref name="lanes"/> lanes of x[pixel][c][lane]; pixels in order, then lanes in a tree.</summary>
    internal abstract void SumChannels(ReadOnlySpan<float> x, int lanes, Span<float> sums);

    /// <summary>y = max(x, slope * x), element by element; slope 0 is ReLU.</summary>
    internal abstract void Rectify(ReadOnlySpan<float> x, float slope, Span<float> y);

    /// <summary>gx = y &gt; 0 ? gy : slope * gy. The sign of y is that of x, so the input need not be kept. May run in place.</summary>
    internal abstract void RectifyBackward(ReadOnlySpan<float> y, float slope, ReadOnlySpan<float> gy, Span<float> gx);

    /// <summary>The greatest of each window; padding never wins.</summary>
    internal abstract void MaxPool(in WindowGeometry g, ReadOnlySpan<float> x, Span<float> y);

    /// <summary>The gradient goes to the first element of the window, row by row, that equals the maximum (as in PyTorch).</summary>
    internal abstract void MaxPoolBackward(in WindowGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> gy, Span<float> gx);

    /// <summary>The mean of each window.</summary>
    internal abstract void AveragePool(in WindowGeometry g, bool countPadding, ReadOnlySpan<float> x, Span<float> y);

    /// <summary>The gradient is shared evenly over the window.</summary>
    internal abstract void AveragePoolBackward(in WindowGeometry g, bool countPadding, ReadOnlySpan<float> gy, Span<float> gx);

    /// <summary>y[p][c] = x[p][c] * scale[c] + shift[c].</summary>
    internal abstract void ScaleChannels(ReadOnlySpan<float> x, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, bool relu, Span<float> y);

    /// <summary>
    /// sums[c] and squares[c]: sums of x - center[c] and of its square over pixels and the first <paramref name="lanes"/> lanes, in one pass. With a center
    /// among the values themselves, a variance can be had from them without losing digits.
    /// </summary>
    internal abstract void SumMoments(ReadOnlySpan<float> x, ReadOnlySpan<float> center, int lanes, Span<float> sums, Span<float> squares);

    /// <summary>y[window][c] = the greatest of x[p][c] * scale[c] + shift[c] over the window's pixels; winners as in <see cref="ProductPooled"/>.</summary>
    internal abstract void ScalePooled(
        ReadOnlySpan<float> x, ReadOnlySpan<int> pixels, int taps, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, bool relu, Span<float> y,
        Span<uint> winners);

    /// <summary>
    /// sums[c] = sum of gy, products[c] = sum of gy * (x - mean[c]), over pixels and lanes; where <paramref name="relu"/>, only where x * scale + shift is
    /// above zero.
    /// </summary>
    internal abstract void SumGradients(
        ReadOnlySpan<float> gy, ReadOnlySpan<float> x, in ChannelScale channels, bool relu, Span<float> sums, Span<float> products);

    /// <summary><see cref="SumGradients"/> where gy is the gradient of pooled values and goes to the winners.</summary>
    internal abstract void SumPooledGradients(
        ReadOnlySpan<float> gy, ReadOnlySpan<uint> winners, ReadOnlySpan<float> x, ReadOnlySpan<int> pixels, int taps, in ChannelScale channels,
        Span<float> sums, Span<float> products);

    /// <summary>
    /// gx = a[c] * gy + b[c] * x + d[c], the gradient of batch normalization once its sums are known; where <paramref name="relu"/>, gy counts as zero
    /// where x * scale + shift is not above zero. May run in place.
    /// </summary>
    internal abstract void CombineChannels(
        ReadOnlySpan<float> gy, ReadOnlySpan<float> x, in ChannelScale channels, in ChannelCombination combination, bool relu, Span<float> gx);

    /// <summary>
    /// <see cref="CombineChannels"/> where gy is the gradient of pooled values and goes to the winners; pixels that no window covers get b[c] * x + d[c].
    /// </summary>
    internal abstract void CombinePooled(
        ReadOnlySpan<float> gy, ReadOnlySpan<uint> winners, ReadOnlySpan<float> x, ReadOnlySpan<int> pixels, ReadOnlySpan<int> uncovered, int taps,
        in ChannelCombination combination, Span<float> gx);

    /// <summary>One step of Adam on a stretch of a parameter.</summary>
    internal abstract void Adam(in AdamStep step, Span<float> weights, ReadOnlySpan<float> gradient, Span<float> mean, Span<float> square);

    /// <summary>One step of stochastic gradient descent with momentum on a stretch of a parameter.</summary>
    internal abstract void Sgd(in SgdStep step, Span<float> weights, ReadOnlySpan<float> gradient, Span<float> velocity);

    /// <summary>target += source.</summary>
    internal abstract void Add(ReadOnlySpan<float> source, Span<float> target);
}
