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
    internal override void WinogradInput(ReadOnlySpan<int> pixels, ReadOnlySpan<float> map, int floats, Span<float> products) =>
        Gather<WinogradInput>(pixels, map, floats, products);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void WinogradOutputGradient(ReadOnlySpan<int> pixels, ReadOnlySpan<float> map, int floats, Span<float> products) =>
        Gather<WinogradOutputGradient>(pixels, map, floats, products);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void WinogradOutput(ReadOnlySpan<float> products, int floats, ReadOnlySpan<int> pixels, Span<float> map)
    {
        Check(pixels.Length == Squared(Kernels.WinogradOutput.To), nameof(pixels));
        Check(products.Length >= Squared(Kernels.WinogradOutput.From) * floats, nameof(products));
        float* nowhere = stackalloc float[ChunkFloats];
        float** from = stackalloc float*[Squared(Kernels.WinogradOutput.From)];
        float** to = stackalloc float*[pixels.Length];
        nint* sourceSteps = stackalloc nint[Squared(Kernels.WinogradOutput.From)];
        nint* targetSteps = stackalloc nint[pixels.Length];
        fixed (float* source = products, target = map)
        {
            PlaceAll(source, Squared(Kernels.WinogradOutput.From), floats, from, sourceSteps);
            Place(pixels, target, map.Length, floats, nowhere, to, targetSteps);
            Transform<WinogradOutput>(from, sourceSteps, to, targetSteps, floats);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void WinogradWeights(ReadOnlySpan<float> weights, bool flipped, int floats, Span<float> products)
    {
        Span<int> taps = stackalloc int[Squared(Kernels.WinogradWeights.From)];
        for (int tap = 0; tap < taps.Length; tap++)
            taps[tap] = flipped ? taps.Length - 1 - tap : tap;

        Gather<WinogradWeights>(taps, weights, floats, products);
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
            Transform<WinogradWeightsGradient>(from, steps, to, steps, floats);
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
            Transform<TTransform>(from, sourceSteps, to, targetSteps, floats);
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
    /// them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transform<TTransform>(float** from, nint* sourceSteps, float** to, nint* targetSteps, int floats)
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
                for (nint i = 0; i < count; i += TSimd.Width)
                {
                    TTransform.Apply<TVector, TSimd, StackedVectors<TVector, TSimd>, ScatteredVectors<TVector, TSimd>>(
                        new(half + (row * TTransform.From * ChunkFloats) + i, ChunkFloats), new(to + (row * TTransform.To), 1, i));
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
