namespace Digits.Engine.Kernels;

/// <summary>
/// Some rows of a convolution's output with the tables of their products. Going band by band keeps what a product needs besides its operands (turned gradients,
/// patches) in the second-level cache.
/// </summary>
internal sealed class ConvolutionBand
{
    /// <summary>
    /// Floats of the turned gradient that a band may fill, of rows here and of steps in a recurrent layer: half of a megabyte of second-level cache is left to
    /// the operands.
    /// </summary>
    internal const int TurnedFloats = 1 << 16;

    private ConvolutionBand(in WindowGeometry g, Window2D pool, int firstRow, int rows, bool patches, bool training)
    {
        FirstPixel = firstRow * g.Output.Width;
        Pixels = rows * g.Output.Width;
        Windows = Pixels / (pool.KernelHeight * pool.KernelWidth);
        Destinations = PoolingWindows.Order(rows, g.Output.Width, pool);
        int steps = g.Taps * g.Input.Channels;
        int[] global = [.. Destinations.Select(pixel => pixel + FirstPixel)];
        Forward = patches ? ConvolutionTables.PatchForward(steps, Destinations) : ConvolutionTables.Forward(g, global);
        PatchSources = patches ? Sources(g) : [];
        if (training)
        {
            (BackwardWeights, Runs) = patches
                ? (ConvolutionTables.PatchBackwardWeights(steps, Pixels), [(0, steps)])
                : ConvolutionTables.BackwardWeights(g, firstRow, rows);
        }
    }

    internal int FirstPixel { get; }

    internal int Pixels { get; }

    /// <summary>Pooling windows in the band; pixels where nothing is pooled.</summary>
    internal int Windows { get; }

    /// <summary>The band's pixels, counted from its first, window after window.</summary>
    internal int[] Destinations { get; }

    internal TapTable Forward { get; }

    internal TapTable? BackwardWeights { get; }

    internal (int FirstRow, int Rows)[] Runs { get; } = [];

    /// <summary>Where each tap of each pixel's patch is copied from: an input pixel, or -1 in the padding.</summary>
    internal int[] PatchSources { get; }

    /// <summary>Cuts a convolution into bands of whole rows of pooling windows.</summary>
    /// <param name="g">The convolution.</param>
    /// <param name="pool">The windows that its output is pooled by; 1x1 for none.</param>
    /// <param name="patches">Whether windows of the input are copied together first.</param>
    /// <param name="columns">Floats of one pixel's turned gradient in one lane.</param>
    /// <param name="training">Whether gradients are wanted.</param>
    internal static ConvolutionBand[] Cut(in WindowGeometry g, Window2D pool, bool patches, int columns, bool training)
    {
        int windowRow = g.Output.Width * Lanes.Count * columns * pool.KernelHeight;
        int rows = Math.Max(1, TurnedFloats / windowRow) * pool.KernelHeight;
        List<ConvolutionBand> bands = [];
        for (int row = 0; row < g.Output.Height; row += rows)
            bands.Add(new ConvolutionBand(g, pool, row, Math.Min(rows, g.Output.Height - row), patches, training));

        return [.. bands];
    }

    private int[] Sources(in WindowGeometry g)
    {
        int[] sources = new int[Pixels * g.Taps];
        for (int i = 0; i < sources.Length; i++)
        {
            int pixel = FirstPixel + (i / g.Taps);
            int tap = i % g.Taps;
            int row = g.InputRow(pixel / g.Output.Width, tap / g.KernelWidth);
            int column = g.InputColumn(pixel % g.Output.Width, tap % g.KernelWidth);
            sources[i] = row < 0 || column < 0 ? -1 : (row * g.Input.Width) + column;
        }

        return sources;
    }
}
