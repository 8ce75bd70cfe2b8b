using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>
/// Winograd's transforms. Each takes squares of vectors to squares of vectors, first column by column and then row by row, and does so for run after run of
/// floats that have nothing to do with one another: lanes and channels of an activation, or channels of weights. There is no remainder: runs are multiples of
/// the widest vector. Scalar twin: two products of small matrices.
/// </summary>
internal sealed unsafe partial class SimdKernels<TVector, TSimd>
{
    /// <summary>Floats of each run that are transformed at a time: four cache lines, so that half-done squares stay in the first-level cache.</summary>
    private const int ChunkFloats = 64;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void WinogradInput(WinogradForm form, ReadOnlySpan<int> pixels, ReadOnlySpan<float> map, int floats, Span<float> products)
    {
        if (form != WinogradForm.Inference)
        {
            Gather<WinogradInput4x4>(pixels, map, floats, products);
            return;
        }

        Check(pixels.Length == form.Products && floats % WidestVector == 0, nameof(pixels));
        Check(products.Length >= form.Products * floats, nameof(products));
        fixed (float* source = map, target = products)
            Input2x2(pixels, source, map.Length, floats, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void WinogradOutputGradient(ReadOnlySpan<int> pixels, ReadOnlySpan<float> map, int floats, Span<float> products) =>
        Gather<WinogradOutputGradient>(pixels, map, floats, products);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void WinogradOutput(
        ReadOnlySpan<float> products, int step, int floats, ReadOnlySpan<int> pixels, bool relu, Span<float> map)
    {
        Check(products.Length >= ((PixelsUnder2x2 - 1) * step) + floats, nameof(products));
        Check(floats % WidestVector == 0, nameof(floats));
        float** to = stackalloc float*[PixelsOf2x2];
        fixed (float* source = products, target = map)
        {
            Place(pixels, target, map.Length, floats, to);
            if (pixels.Length == 1)
                Pooled2x2(source, step, floats, to[0], relu);
            else
                Output2x2(source, step, floats, to, relu);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void WinogradProduct(
        WinogradForm form, PackedWeights weights, TapTable table, ReadOnlySpan<float> inputs, ReadOnlySpan<float> bias, bool relu, ReadOnlySpan<int> pixels,
        Span<float> scratch, Span<float> map)
    {
        CheckProduct(form, weights, table, inputs, bias, scratch);
        float** first = stackalloc float*[pixels.Length];
        float** to = stackalloc float*[pixels.Length];
        fixed (float* pa = weights.Values, pb = inputs, pBias = bias, products = scratch, target = map)
        {
            Place(pixels, target, map.Length, weights.Rows * Lanes.Count, first);
            float* a = pa;
            int row = 0;
            foreach (int rows in weights.Tiles)
            {
                int floats = rows * Lanes.Count;
                for (int i = 0; i < pixels.Length; i++)
                    to[i] = first[i] is null ? null : first[i] + (row * Lanes.Count);

                Products(form, rows, a, table, pb, pBias is null ? null : pBias + row, products);
                if (form != WinogradForm.Inference)
                    Output4x4(products, floats, to, relu);
                else if (pixels.Length == 1)
                    Pooled2x2(products, floats, floats, to[0], relu);
                else
                    Output2x2(products, floats, floats, to, relu);

                a += (nint)rows * weights.Steps;
                row += rows;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void WinogradProductPooled(
        PackedWeights weights, TapTable table, ReadOnlySpan<float> inputs, ReadOnlySpan<float> bias, bool relu, ReadOnlySpan<int> windows,
        Span<float> scratch, Span<float> map, Span<uint> winners)
    {
        const int side = 2, taps = 4;
        WinogradForm form = WinogradForm.Training;
        Check(windows.Length == side * side, nameof(windows));
        CheckProduct(form, weights, table, inputs, bias, scratch);
        float** to = stackalloc float*[form.Results];
        fixed (float* pa = weights.Values, pb = inputs, pBias = bias, products = scratch, target = map)
        fixed (uint* pWinners = winners)
        {
            float* a = pa;
            int row = 0;
            foreach (int rows in weights.Tiles)
            {
                int floats = rows * Lanes.Count;
                float* results = products + ((nint)form.Products * floats);
                for (int i = 0; i < form.Results; i++)
                {
                    (int y, int x) = (i / form.Size, i % form.Size);
                    to[i] = results + ((nint)((((y / 2 * side) + (x / 2)) * taps) + (y % 2 * 2) + (x % 2)) * floats);
                }

                Products(form, rows, a, table, pb, pBias is null ? null : pBias + row, products);
                Output4x4(products, floats, to, relu: false);
                for (int i = 0; i < windows.Length; i++)
                {
                    if (windows[i] < 0)
                        continue;

                    nint first = ((nint)windows[i] * weights.Rows) + row;
                    Check((first + rows) * Lanes.Count <= map.Length, nameof(map));
                    Check((first + rows) * taps <= winners.Length, nameof(winners));
                    PoolTile(results + ((nint)i * taps * floats), rows, taps, relu, target + (first * Lanes.Count), pWinners + (first * taps));
                }

                a += (nint)rows * weights.Steps;
                row += rows;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void WinogradWeights(WinogradForm form, ReadOnlySpan<float> weights, bool flipped, int floats, Span<float> products)
    {
        const int Kernel = 9;
        Span<int> taps = stackalloc int[Kernel];
        for (int tap = 0; tap < taps.Length; tap++)
            taps[tap] = flipped ? taps.Length - 1 - tap : tap;

        if (form == WinogradForm.Inference)
            Gather<WinogradWeights2x2>(taps, weights, floats, products);
        else
            Gather<WinogradWeights4x4>(taps, weights, floats, products);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void WinogradWeightsGradient(ReadOnlySpan<float> products, int floats, Span<float> weights)
    {
        int factors = Squared(Kernels.WinogradWeightsGradient.From), taps = Squared(Kernels.WinogradWeightsGradient.To);
        Check(products.Length >= factors * floats, nameof(products));
        Check(weights.Length >= taps * floats, nameof(weights));
        float** from = stackalloc float*[factors];
        float** to = stackalloc float*[taps];
        nint* steps = stackalloc nint[factors];
        fixed (float* source = products, target = weights)
        {
            PlaceAll(source, factors, floats, from, steps);
            PlaceAll(target, taps, floats, to, steps);
            Transform<WinogradWeightsGradient>(from, steps, to, steps, floats, relu: false);
        }
    }

    private static void CheckProduct(
        WinogradForm form, PackedWeights weights, TapTable table, ReadOnlySpan<float> inputs, ReadOnlySpan<float> bias, Span<float> scratch)
    {
        Check(table.Count == form.Products, nameof(table));
        Check(weights.Steps >= table.EndA, nameof(weights));
        Check(inputs.Length >= table.EndB * Lanes.Count, nameof(inputs));
        Check(bias.IsEmpty || bias.Length >= weights.Rows, nameof(bias));
        Check(scratch.Length >= form.ScratchFloats(weights), nameof(scratch));
    }

    /// <summary>The products of a tile for some output channels, <c>[products][rows][32]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Products(WinogradForm form, int rows, float* a, TapTable table, float* b, float* bias, float* products)
    {
        ReadOnlySpan<int> starts = table.Starts;
        fixed (Segment* segments = table.Segments)
        {
            for (int i = 0; i < starts.Length - 1; i++, products += rows * Lanes.Count)
            {
                TileStart start = bias is not null && i == form.BiasProduct ? TileStart.Bias : TileStart.Zero;
                for (int lane = 0; lane < Lanes.Count; lane += 2 * TSimd.Width)
                {
                    Tile<Two, One>(
                        rows, a, rows, b + lane, Lanes.Count, segments + starts[i], starts[i + 1] - starts[i], products + lane, Lanes.Count, start, bias,
                        relu: false);
                }
            }
        }
    }

    /// <summary>4x4 pixels from 6x6 products one after another; none is stored at null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Output4x4(float* products, int floats, float** pixels, bool relu)
    {
        int sources = Squared(WinogradOutput4x4.From), targets = Squared(WinogradOutput4x4.To);
        float* nowhere = stackalloc float[ChunkFloats];
        float** from = stackalloc float*[sources];
        float** to = stackalloc float*[targets];
        nint* sourceSteps = stackalloc nint[sources];
        nint* targetSteps = stackalloc nint[targets];
        PlaceAll(products, sources, floats, from, sourceSteps);
        for (int i = 0; i < targets; i++)
        {
            to[i] = pixels[i] is null ? nowhere : pixels[i];
            targetSteps[i] = pixels[i] is null ? 0 : ChunkFloats;
        }

        Transform<WinogradOutput4x4>(from, sourceSteps, to, targetSteps, floats, relu);
    }

    /// <summary>Where some pixels are; null for those that are none.</summary>
    private static void Place(ReadOnlySpan<int> pixels, float* map, int length, int floats, float** places)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            Check((pixels[i] + 1) * floats <= length, nameof(map));
            places[i] = pixels[i] < 0 ? null : map + ((nint)pixels[i] * floats);
        }
    }

    /// <summary>From some runs of a map, zeros where there is none, to runs that lie one after another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather<TTransform>(ReadOnlySpan<int> pixels, ReadOnlySpan<float> map, int floats, Span<float> products)
        where TTransform : struct, IWinogradTransform
    {
        Check(pixels.Length == Squared(TTransform.From), nameof(pixels));
        Check(products.Length >= Squared(TTransform.To) * floats, nameof(products));
        float* zeros = stackalloc float[ChunkFloats];
        new Span<float>(zeros, ChunkFloats).Clear();
        float** from = stackalloc float*[Squared(TTransform.From)];
        float** to = stackalloc float*[Squared(TTransform.To)];
        nint* sourceSteps = stackalloc nint[Squared(TTransform.From)];
        nint* targetSteps = stackalloc nint[Squared(TTransform.To)];
        fixed (float* source = map, target = products)
        {
            Place(pixels, source, map.Length, floats, zeros, from, sourceSteps);
            PlaceAll(target, Squared(TTransform.To), floats, to, targetSteps);
            Transform<TTransform>(from, sourceSteps, to, targetSteps, floats, relu: false);
        }
    }

    private static int Squared(int size) => size * size;

    /// <summary>Runs one after another.</summary>
    private static void PlaceAll(float* first, int count, int floats, float** runs, nint* steps)
    {
        for (int i = 0; i < count; i++)
        {
            runs[i] = first + ((nint)i * floats);
            steps[i] = ChunkFloats;
        }
    }

    /// <summary>The runs of some pixels; for those that are none the same few floats over and over.</summary>
    private static void Place(ReadOnlySpan<int> pixels, float* map, int length, int floats, float* none, float** runs, nint* steps)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            int pixel = pixels[i];
            Check((pixel + 1) * floats <= length, nameof(map));
            runs[i] = pixel < 0 ? none : map + ((nint)pixel * floats);
            steps[i] = pixel < 0 ? 0 : ChunkFloats;
        }
    }

    /// <summary>
    /// Goes through the runs some cache lines at a time: pixels lie at multiples of a page from one another, where a cache holds only a few lines of all of
    /// them. What is half done fills nine kilobytes, which would be cleared at each call.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Transform<TTransform>(float** from, nint* sourceSteps, float** to, nint* targetSteps, int floats, bool relu)
        where TTransform : struct, IWinogradTransform
    {
        Check(floats % WidestVector == 0, nameof(floats));
        float* half = stackalloc float[(TTransform.To * TTransform.From * ChunkFloats) + WidestVector];
        half += (-(nint)half / sizeof(float)) & (WidestVector - 1);
        for (int start = 0; start < floats; start += ChunkFloats)
        {
            int count = Math.Min(ChunkFloats, floats - start);
            for (int column = 0; column < TTransform.From; column++)
            {
                for (nint i = 0; i < count; i += TSimd.Width)
                {
                    TTransform.Apply<TVector, TSimd, ScatteredVectors<TVector, TSimd>, StackedVectors<TVector, TSimd>>(
                        new(from + column, TTransform.From, i), new(half + (column * ChunkFloats) + i, TTransform.From * ChunkFloats));
                }
            }

            for (int row = 0; row < TTransform.To; row++)
            {
                float* halves = half + (row * TTransform.From * ChunkFloats);
                float** results = to + (row * TTransform.To);
                for (nint i = 0; i < count; i += TSimd.Width)
                {
                    StackedVectors<TVector, TSimd> x = new(halves + i, ChunkFloats);
                    if (relu)
                        TTransform.Apply<TVector, TSimd, StackedVectors<TVector, TSimd>, RectifiedVectors<TVector, TSimd>>(x, new(results, 1, i));
                    else
                        TTransform.Apply<TVector, TSimd, StackedVectors<TVector, TSimd>, ScatteredVectors<TVector, TSimd>>(x, new(results, 1, i));
                }
            }

            Advance(from, sourceSteps, Squared(TTransform.From));
            Advance(to, targetSteps, Squared(TTransform.To));
        }
    }

    private static void Advance(float** runs, nint* steps, int count)
    {
        for (int i = 0; i < count; i++)
            runs[i] += steps[i];
    }
}
