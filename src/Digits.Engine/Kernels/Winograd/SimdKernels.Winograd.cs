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

    private const int Taps = 9;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void WinogradInput(WinogradForm form, ReadOnlySpan<int> pixels, ReadOnlySpan<float> map, int floats, Span<float> products)
    {
        switch (form.Size)
        {
            case 3:
                Gather<Winograd3x3.Input>(pixels, map, floats, products);
                break;
            case 4:
                Gather<Winograd4x4.Input>(pixels, map, floats, products);
                break;
            case 5:
                Gather<Winograd5x5.Input>(pixels, map, floats, products);
                break;
            default:
                Check(pixels.Length == form.Products && floats % WidestVector == 0, nameof(pixels));
                Check(products.Length >= form.Products * floats, nameof(products));
                fixed (float* source = map, target = products)
                    Input2x2(pixels, source, map.Length, floats, target);

                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void WinogradOutputGradient(WinogradForm form, ReadOnlySpan<int> pixels, ReadOnlySpan<float> map, int floats, Span<float> products)
    {
        if (form.Size == 3)
            Gather<Winograd3x3.OutputGradient>(pixels, map, floats, products);
        else if (form.Size == 4)
            Gather<Winograd4x4.OutputGradient>(pixels, map, floats, products);
        else
            Gather<Winograd5x5.OutputGradient>(pixels, map, floats, products);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void WinogradOutput(
        ReadOnlySpan<float> products, int step, int floats, ReadOnlySpan<int> pixels, bool relu, Span<float> map)
    {
        Check(products.Length >= ((PixelsUnder2x2 - 1) * step) + floats, nameof(products));
        Check(floats % WidestVector == 0, nameof(floats));
        Check(pixels.Length is 1 or PixelsOf2x2, nameof(pixels));
        float** to = stackalloc float*[PixelsOf2x2];
        fixed (float* source = products, target = map)
        {
            Place(pixels, target, map.Length, floats, 0, to);
            if (pixels.Length == 1)
                Pooled2x2(source, step, floats, to[0], relu);
            else
                Output2x2(source, step, floats, to, relu);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void WinogradWeights(WinogradForm form, ReadOnlySpan<float> weights, int floats, Span<float> products)
    {
        ReadOnlySpan<int> taps = [0, 1, 2, 3, 4, 5, 6, 7, 8];
        switch (form.Size)
        {
            case 3:
                Gather<Winograd3x3.Weights>(taps, weights, floats, products);
                break;
            case 4:
                Gather<Winograd4x4.Weights>(taps, weights, floats, products);
                break;
            case 5:
                Gather<Winograd5x5.Weights>(taps, weights, floats, products);
                break;
            default:
                Gather<Winograd2x2.Weights>(taps, weights, floats, products);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void WinogradWeightsGradient(
        WinogradForm form, ReadOnlySpan<float> products, int rows, int columns, int stride, bool accumulate, Span<float> weights)
    {
        Check(products.Length >= form.Products * rows * columns, nameof(products));
        Check(weights.Length >= (((Taps * rows) - 1) * stride) + columns, nameof(weights));
        Check(columns is > 0 and <= ChunkFloats, nameof(columns));
        WinogradStore store = accumulate ? WinogradStore.Add : WinogradStore.Replace;
        if (form.Size == 3)
            GatherWeights<Winograd3x3.WeightsGradient>(products, rows, columns, stride, store, weights);
        else if (form.Size == 4)
            GatherWeights<Winograd4x4.WeightsGradient>(products, rows, columns, stride, store, weights);
        else
            GatherWeights<Winograd5x5.WeightsGradient>(products, rows, columns, stride, store, weights);
    }

    /// <summary>Where some pixels are, from an offset on; null for those that are none.</summary>
    private static void Place(ReadOnlySpan<int> pixels, float* map, int length, int floats, int offset, float** places)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            Check((pixels[i] + 1) * floats <= length, nameof(map));
            places[i] = pixels[i] < 0 ? null : map + ((nint)pixels[i] * floats) + offset;
        }
    }

    /// <summary>From runs one after another to pixels; none is stored at null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter<TTransform>(float* products, int floats, float** pixels, WinogradStore store)
        where TTransform : struct, IWinogradTransform
    {
        int sources = Squared(TTransform.From), targets = Squared(TTransform.To);
        float* nowhere = stackalloc float[ChunkFloats];
        new Span<float>(nowhere, ChunkFloats).Clear();
        float** from = stackalloc float*[sources];
        float** to = stackalloc float*[targets];
        nint* sourceSteps = stackalloc nint[sources];
        nint* targetSteps = stackalloc nint[targets];
        PlaceAll(products, sources, floats, ChunkFloats, from, sourceSteps);
        for (int i = 0; i < targets; i++)
        {
            to[i] = pixels[i] is null ? nowhere : pixels[i];
            targetSteps[i] = pixels[i] is null ? 0 : ChunkFloats;
        }

        Transform<TTransform>(from, sourceSteps, to, targetSteps, floats, ChunkFloats, store);
    }

    /// <summary>From some runs of a map, zeros where there is none, to runs that lie one after another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather<TTransform>(ReadOnlySpan<int> pixels, ReadOnlySpan<float> map, int floats, Span<float> products)
        where TTransform : struct, IWinogradTransform
    {
        int sources = Squared(TTransform.From), targets = Squared(TTransform.To);
        Check(pixels.Length == sources, nameof(pixels));
        Check(products.Length >= targets * floats, nameof(products));
        float* zeros = stackalloc float[ChunkFloats];
        new Span<float>(zeros, ChunkFloats).Clear();
        float** from = stackalloc float*[sources];
        float** to = stackalloc float*[targets];
        nint* sourceSteps = stackalloc nint[sources];
        nint* targetSteps = stackalloc nint[targets];
        fixed (float* source = map, target = products)
        {
            for (int i = 0; i < sources; i++)
            {
                int pixel = pixels[i];
                Check((pixel + 1) * floats <= map.Length, nameof(map));
                from[i] = pixel < 0 ? zeros : source + ((nint)pixel * floats);
                sourceSteps[i] = pixel < 0 ? 0 : ChunkFloats;
            }

            PlaceAll(target, targets, floats, ChunkFloats, to, targetSteps);
            Transform<TTransform>(from, sourceSteps, to, targetSteps, floats, ChunkFloats, WinogradStore.Replace);
        }
    }

    /// <summary>From runs that lie one after another to some columns of a kernel's weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GatherWeights<TTransform>(
        ReadOnlySpan<float> products, int rows, int columns, int stride, WinogradStore store, Span<float> weights)
        where TTransform : struct, IWinogradTransform
    {
        int sources = Squared(TTransform.From), targets = Squared(TTransform.To);
        float** from = stackalloc float*[sources];
        float** to = stackalloc float*[targets];
        nint* sourceSteps = stackalloc nint[sources];
        nint* targetSteps = stackalloc nint[targets];
        fixed (float* source = products, target = weights)
        {
            PlaceAll(source, sources, rows * columns, columns, from, sourceSteps);
            PlaceAll(target, targets, rows * stride, stride, to, targetSteps);
            Transform<TTransform>(from, sourceSteps, to, targetSteps, rows * columns, columns, store);
        }
    }

    private static int Squared(int size) => size * size;

    /// <summary>Runs one after another, of so many floats, gone through in steps.</summary>
    private static void PlaceAll(float* first, int count, int floats, int step, float** runs, nint* steps)
    {
        for (int i = 0; i < count; i++)
        {
            runs[i] = first + ((nint)i * floats);
            steps[i] = step;
        }
    }

    /// <summary>
    /// Goes through the runs some cache lines at a time: pixels lie at multiples of a page from one another, where a cache holds only a few lines of all of
    /// them. What is half done fills up to twelve kilobytes, which would be cleared at each call.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Transform<TTransform>(float** from, nint* sourceSteps, float** to, nint* targetSteps, int floats, int chunk, WinogradStore store)
        where TTransform : struct, IWinogradTransform
    {
        Check(floats % WidestVector == 0 && chunk % WidestVector == 0, nameof(floats));
        float* half = stackalloc float[(TTransform.To * TTransform.From * ChunkFloats) + WidestVector];
        half += (-(nint)half / sizeof(float)) & (WidestVector - 1);
        for (int start = 0; start < floats; start += chunk)
        {
            int count = Math.Min(chunk, floats - start);
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
                    if (store == WinogradStore.Add)
                        TTransform.Apply<TVector, TSimd, StackedVectors<TVector, TSimd>, AddedVectors<TVector, TSimd>>(x, new(results, i));
                    else if (store == WinogradStore.Rectify)
                        TTransform.Apply<TVector, TSimd, StackedVectors<TVector, TSimd>, RectifiedVectors<TVector, TSimd>>(x, new(results, i));
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
