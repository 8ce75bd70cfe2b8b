using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

internal sealed unsafe partial class SimdKernels<TVector, TSimd>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Grouped(
        in WindowGeometry g, int groups, ReadOnlySpan<float> x, ReadOnlySpan<float> weights, int columns, ReadOnlySpan<float> bias, bool relu, Span<float> y)
    {
        (int inputs, int filters) = CheckGroups(g, groups, x.Length, y.Length, weights.Length, columns);
        int width = TSimd.Width;
        int* window = stackalloc int[g.Taps];
        int* rows = stackalloc int[g.Taps];
        TVector zero = TSimd.Broadcast(0f);
        fixed (float* px = x, pw = weights, py = y)
        {
            for (int pixel = 0; pixel < g.Output.Pixels; pixel++)
            {
                int taps = Window(g, pixel, window, rows);
                float* target = py + ((nint)pixel * g.Output.Channels * Lanes.Count);
                for (int f = 0; f < g.Output.Channels; f++, target += Lanes.Count)
                {
                    TVector start = TSimd.Broadcast(bias.IsEmpty ? 0f : bias[f]);
                    float* channels = px + (f / filters * inputs * Lanes.Count);
                    for (int lane = 0; lane < Lanes.Count; lane += 2 * width)
                    {
                        TVector a = start, b = start;
                        for (int tap = 0; tap < taps; tap++)
                        {
                            float* source = channels + window[tap] + lane;
                            float* weight = pw + ((nint)rows[tap] * inputs * columns) + f;
                            for (int c = 0; c < inputs; c++, source += Lanes.Count, weight += columns)
                            {
                                TVector factor = TSimd.Broadcast(*weight);
                                a = TSimd.MultiplyAdd(factor, TSimd.Load(source), a);
                                b = TSimd.MultiplyAdd(factor, TSimd.Load(source + width), b);
                            }
                        }

                        TSimd.Store(relu ? TSimd.Max(a, zero) : a, target + lane);
                        TSimd.Store(relu ? TSimd.Max(b, zero) : b, target + lane + width);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void GroupedBackwardInput(
        in WindowGeometry g, int groups, ReadOnlySpan<float> gy, ReadOnlySpan<float> weights, int columns, Span<float> gx)
    {
        (int inputs, int filters) = CheckGroups(g, groups, gx.Length, gy.Length, weights.Length, columns);
        int width = TSimd.Width;
        int* window = stackalloc int[g.Taps];
        int* rows = stackalloc int[g.Taps];
        fixed (float* pgy = gy, pw = weights, pgx = gx)
        {
            for (int pixel = 0; pixel < g.Input.Pixels; pixel++)
            {
                int taps = OutputWindow(g, pixel, window, rows);
                float* target = pgx + ((nint)pixel * g.Input.Channels * Lanes.Count);
                for (int c = 0; c < g.Input.Channels; c++, target += Lanes.Count)
                {
                    int firstFilter = c / inputs * filters;
                    for (int lane = 0; lane < Lanes.Count; lane += 2 * width)
                    {
                        TVector a = TSimd.Broadcast(0f), b = a;
                        for (int tap = 0; tap < taps; tap++)
                        {
                            float* source = pgy + window[tap] + (firstFilter * Lanes.Count) + lane;
                            float* weight = pw + ((((nint)rows[tap] * inputs) + (c % inputs)) * columns) + firstFilter;
                            for (int f = 0; f < filters; f++, source += Lanes.Count, weight++)
                            {
                                TVector factor = TSimd.Broadcast(*weight);
                                a = TSimd.MultiplyAdd(factor, TSimd.Load(source), a);
                                b = TSimd.MultiplyAdd(factor, TSimd.Load(source + width), b);
                            }
                        }

                        TSimd.Store(a, target + lane);
                        TSimd.Store(b, target + lane + width);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void GroupedBackwardWeights(
        in WindowGeometry g, int groups, ReadOnlySpan<float> x, ReadOnlySpan<float> gy, int columns, bool accumulate, Span<float> sums, Span<float> gw)
    {
        (int inputs, int filters) = CheckGroups(g, groups, x.Length, gy.Length, gw.Length, columns);
        int floats = g.Taps * inputs * Lanes.Count;
        Check(sums.Length >= floats, nameof(sums));
        int block = sums.Length / floats;
        int* window = stackalloc int[g.Taps];
        int* rows = stackalloc int[g.Taps];
        if (!accumulate)
            gw.Clear();

        fixed (float* px = x, pgy = gy, pSums = sums)
        {
            for (int first = 0; first < g.Output.Channels; first += block)
            {
                int count = Math.Min(block, g.Output.Channels - first);
                new Span<float>(pSums, count * floats).Clear();
                for (int pixel = 0; pixel < g.Output.Pixels; pixel++)
                {
                    int taps = Window(g, pixel, window, rows);
                    float* gradient = pgy + ((((nint)pixel * g.Output.Channels) + first) * Lanes.Count);
                    for (int f = 0; f < count; f++, gradient += Lanes.Count)
                    {
                        float* channels = px + ((first + f) / filters * inputs * Lanes.Count);
                        for (int tap = 0; tap < taps; tap++)
                        {
                            float* target = pSums + (f * floats) + (rows[tap] * inputs * Lanes.Count);
                            AddProducts(gradient, channels + window[tap], inputs, target);
                        }
                    }
                }

                // The sum of the weight i goes where the lanes of the weights before it lay.
                FoldLanes(pSums, Lanes.Count, sums[..(count * g.Taps * inputs)]);
                for (int f = 0; f < count; f++)
                {
                    for (int row = 0; row < g.Taps * inputs; row++)
                        gw[(row * columns) + first + f] += sums[(f * g.Taps * inputs) + row];
                }
            }
        }
    }

    /// <summary>sums[c] += gradient * channels[c], lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProducts(float* gradient, float* channels, int count, float* sums)
    {
        for (int lane = 0; lane < Lanes.Count; lane += TSimd.Width)
        {
            TVector factor = Load(gradient + lane);
            for (int c = lane; c < count * Lanes.Count; c += Lanes.Count)
                TSimd.Store(TSimd.MultiplyAdd(factor, Load(channels + c), Load(sums + c)), sums + c);
        }
    }

    private static (int Inputs, int Filters) CheckGroups(in WindowGeometry g, int groups, int input, int output, int weights, int columns)
    {
        Check(input >= g.Input.Size * Lanes.Count, nameof(input));
        Check(output >= g.Output.Size * Lanes.Count, nameof(output));
        Check(columns >= g.Output.Channels && weights >= g.Taps * (g.Input.Channels / groups) * columns, nameof(weights));
        return (g.Input.Channels / groups, g.Output.Channels / groups);
    }

    /// <summary>Where the window's input pixels start, in floats, and which taps they meet; those in the padding are left out.</summary>
    private static int Window(in WindowGeometry g, int pixel, int* window, int* rows)
    {
        int taps = 0;
        for (int tap = 0; tap < g.Taps; tap++)
        {
            int row = g.InputRow(pixel / g.Output.Width, tap / g.KernelWidth);
            int column = g.InputColumn(pixel % g.Output.Width, tap % g.KernelWidth);
            if (row >= 0 && column >= 0)
                (window[taps], rows[taps++]) = (((row * g.Input.Width) + column) * g.Input.Channels * Lanes.Count, tap);
        }

        return taps;
    }

    /// <summary>Where the output pixels start that an input pixel is part of, in floats, and by which taps.</summary>
    private static int OutputWindow(in WindowGeometry g, int pixel, int* window, int* rows)
    {
        int taps = 0;
        for (int tap = 0; tap < g.Taps; tap++)
        {
            int row = g.OutputRow(pixel / g.Input.Width, tap / g.KernelWidth);
            int column = g.OutputColumn(pixel % g.Input.Width, tap % g.KernelWidth);
            if (row >= 0 && column >= 0)
                (window[taps], rows[taps++]) = (((row * g.Output.Width) + column) * g.Output.Channels * Lanes.Count, tap);
        }

        return taps;
    }
}
