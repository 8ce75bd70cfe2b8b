using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>Winograd's products: matrices of weights and transformed values, for some rows of the weights at a time, so that they stay in the cache.</summary>
internal sealed unsafe partial class SimdKernels<TVector, TSimd>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void WinogradProduct(
        WinogradForm form, PackedWeights weights, TapTable table, ReadOnlySpan<float> inputs, ReadOnlySpan<float> bias, bool relu, ReadOnlySpan<int> pixels,
        Span<float> scratch, Span<float> map)
    {
        WinogradStore store = relu ? WinogradStore.Rectify : WinogradStore.Replace;
        if (form.Size == 3)
            Product<Winograd3x3.Output>(form, weights, table, inputs, bias, pixels, store, scratch, map);
        else if (form.Size == 4)
            Product<Winograd4x4.Output>(form, weights, table, inputs, bias, pixels, store, scratch, map);
        else if (form.Size == 5)
            Product<Winograd5x5.Output>(form, weights, table, inputs, bias, pixels, store, scratch, map);
        else
            Product2x2(form, weights, table, inputs, bias, pixels, relu, scratch, map);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void WinogradInputGradient(
        WinogradForm form, PackedWeights weights, TapTable table, ReadOnlySpan<float> gradients, ReadOnlySpan<int> pixels, Span<float> scratch, Span<float> map)
    {
        if (form.Size == 3)
            Product<Winograd3x3.InputGradient>(form, weights, table, gradients, [], pixels, WinogradStore.Add, scratch, map);
        else if (form.Size == 4)
            Product<Winograd4x4.InputGradient>(form, weights, table, gradients, [], pixels, WinogradStore.Add, scratch, map);
        else
            Product<Winograd5x5.InputGradient>(form, weights, table, gradients, [], pixels, WinogradStore.Add, scratch, map);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Product<TTransform>(
        WinogradForm form, PackedWeights weights, TapTable table, ReadOnlySpan<float> inputs, ReadOnlySpan<float> bias, ReadOnlySpan<int> pixels,
        WinogradStore store, Span<float> scratch, Span<float> map)
        where TTransform : struct, IWinogradTransform
    {
        Check(pixels.Length == Squared(TTransform.To), nameof(pixels));
        CheckProduct(form, weights, table, inputs, bias, scratch);
        float** to = stackalloc float*[pixels.Length];
        fixed (float* pa = weights.Values, pb = inputs, pBias = bias, products = scratch, target = map)
        {
            float* a = pa;
            int row = 0;
            foreach (int rows in weights.Tiles)
            {
                Place(pixels, target, map.Length, weights.Rows * Lanes.Count, row * Lanes.Count, to);
                Products(form, rows, a, table, pb, pBias is null ? null : pBias + row, products);
                Scatter<TTransform>(products, rows * Lanes.Count, to, store);
                a += (nint)rows * weights.Steps;
                row += rows;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Product2x2(
        WinogradForm form, PackedWeights weights, TapTable table, ReadOnlySpan<float> inputs, ReadOnlySpan<float> bias, ReadOnlySpan<int> pixels, bool relu,
        Span<float> scratch, Span<float> map)
    {
        Check(pixels.Length is 1 or PixelsOf2x2, nameof(pixels));
        CheckProduct(form, weights, table, inputs, bias, scratch);
        float** to = stackalloc float*[PixelsOf2x2];
        fixed (float* pa = weights.Values, pb = inputs, pBias = bias, products = scratch, target = map)
        {
            float* a = pa;
            int row = 0;
            foreach (int rows in weights.Tiles)
            {
                int floats = rows * Lanes.Count;
                Place(pixels, target, map.Length, weights.Rows * Lanes.Count, row * Lanes.Count, to);
                Products(form, rows, a, table, pb, pBias is null ? null : pBias + row, products);
                if (pixels.Length == 1)
                    Pooled2x2(products, floats, floats, to[0], relu);
                else
                    Output2x2(products, floats, floats, to, relu);

                a += (nint)rows * weights.Steps;
                row += rows;
            }
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
}
