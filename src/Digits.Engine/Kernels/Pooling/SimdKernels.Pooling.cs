using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>Pooling. One output pixel's channels and lanes are one run of floats, and so are those of each input pixel in its window.</summary>
internal sealed unsafe partial class SimdKernels<TVector, TSimd>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void MaxPool(in WindowGeometry g, ReadOnlySpan<float> x, Span<float> y)
    {
        Check(x.Length >= g.Input.Size * Lanes.Count, nameof(x));
        Check(y.Length >= g.Output.Size * Lanes.Count, nameof(y));
        int floats = g.Input.Channels * Lanes.Count;
        int* window = stackalloc int[g.Taps];
        fixed (float* px = x, py = y)
        {
            for (int pixel = 0; pixel < g.Output.Pixels; pixel++)
            {
                int taps = Window(g, pixel, window);
                float* target = py + ((nint)pixel * floats);
                for (int i = 0; i < floats; i += TSimd.Width)
                {
                    TVector greatest = Load(px + window[0] + i);
                    for (int tap = 1; tap < taps; tap++)
                        greatest = TSimd.Max(greatest, Load(px + window[tap] + i));

                    TSimd.Store(greatest, target + i);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void MaxPoolBackward(in WindowGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> gy, Span<float> gx)
    {
        Check(x.Length >= g.Input.Size * Lanes.Count, nameof(x));
        Check(y.Length >= g.Output.Size * Lanes.Count, nameof(y));
        Check(gy.Length >= g.Output.Size * Lanes.Count, nameof(gy));
        Check(gx.Length >= g.Input.Size * Lanes.Count, nameof(gx));
        int floats = g.Input.Channels * Lanes.Count;
        int* window = stackalloc int[g.Taps];
        TVector zero = TSimd.Broadcast(0f);
        gx.Clear();
        fixed (float* px = x, py = y, pgy = gy, pgx = gx)
        {
            for (int pixel = 0; pixel < g.Output.Pixels; pixel++)
            {
                int taps = Window(g, pixel, window);
                float* greatest = py + ((nint)pixel * floats);
                float* gradient = pgy + ((nint)pixel * floats);
                for (int i = 0; i < floats; i += TSimd.Width)
                {
                    TVector maximum = Load(greatest + i);
                    TVector left = Load(gradient + i);
                    for (int tap = 0; tap < taps; tap++)
                    {
                        TVector value = Load(px + window[tap] + i);
                        float* target = pgx + window[tap] + i;
                        TSimd.Store(TSimd.Add(Load(target), TSimd.SelectEqual(value, maximum, left, zero)), target);
                        left = TSimd.SelectEqual(value, maximum, zero, left);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void AveragePool(in WindowGeometry g, bool countPadding, ReadOnlySpan<float> x, Span<float> y)
    {
        Check(x.Length >= g.Input.Size * Lanes.Count, nameof(x));
        Check(y.Length >= g.Output.Size * Lanes.Count, nameof(y));
        int floats = g.Input.Channels * Lanes.Count;
        int* window = stackalloc int[g.Taps];
        fixed (float* px = x, py = y)
        {
            for (int pixel = 0; pixel < g.Output.Pixels; pixel++)
            {
                int taps = Window(g, pixel, window);
                TVector share = TSimd.Broadcast(1f / (countPadding ? g.Taps : taps));
                float* target = py + ((nint)pixel * floats);
                for (int i = 0; i < floats; i += TSimd.Width)
                {
                    TVector sum = Load(px + window[0] + i);
                    for (int tap = 1; tap < taps; tap++)
                        sum = TSimd.Add(sum, Load(px + window[tap] + i));

                    TSimd.Store(TSimd.Multiply(sum, share), target + i);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void AveragePoolBackward(in WindowGeometry g, bool countPadding, ReadOnlySpan<float> gy, Span<float> gx)
    {
        Check(gy.Length >= g.Output.Size * Lanes.Count, nameof(gy));
        Check(gx.Length >= g.Input.Size * Lanes.Count, nameof(gx));
        int floats = g.Input.Channels * Lanes.Count;
        int* window = stackalloc int[g.Taps];
        gx.Clear();
        fixed (float* pgy = gy, pgx = gx)
        {
            for (int pixel = 0; pixel < g.Output.Pixels; pixel++)
            {
                int taps = Window(g, pixel, window);
                TVector share = TSimd.Broadcast(1f / (countPadding ? g.Taps : taps));
                float* gradient = pgy + ((nint)pixel * floats);
                for (int i = 0; i < floats; i += TSimd.Width)
                {
                    TVector part = TSimd.Multiply(Load(gradient + i), share);
                    for (int tap = 0; tap < taps; tap++)
                        TSimd.Store(TSimd.Add(Load(pgx + window[tap] + i), part), pgx + window[tap] + i);
                }
            }
        }
    }

    /// <summary>Where the window's input pixels start, in floats; those in the padding are left out.</summary>
    private static int Window(in WindowGeometry g, int pixel, int* window)
    {
        int taps = 0;
        for (int tap = 0; tap < g.Taps; tap++)
        {
            int row = g.InputRow(pixel / g.Output.Width, tap / g.KernelWidth);
            int column = g.InputColumn(pixel % g.Output.Width, tap % g.KernelWidth);
            if (row >= 0 && column >= 0)
                window[taps++] = ((row * g.Input.Width) + column) * g.Input.Channels * Lanes.Count;
        }

        return taps;
    }
}
