using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

internal sealed unsafe partial class SimdKernels<TVector, TSimd>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void GroupedOfImage(
        in WindowGeometry g, int groups, ReadOnlySpan<float> x, int stride, ReadOnlySpan<float> weights, int columns, ReadOnlySpan<float> bias, bool relu,
        Span<float> y)
    {
        int inputs = g.Input.Channels / groups;
        int filters = g.Output.Channels / groups;
        Check(columns % WidestVector == 0 && columns >= g.Output.Channels && weights.Length >= g.Taps * inputs * columns, nameof(weights));
        Check(bias.Length >= columns, nameof(bias));
        Check(x.Length >= g.Input.Pixels * stride && stride >= g.Input.Channels, nameof(x));
        Check(y.Length >= g.Output.Pixels * columns, nameof(y));
        bool depthwise = inputs == 1 && filters == 1;
        Check(!depthwise || stride == columns, nameof(stride));
        int* window = stackalloc int[g.Taps];
        int* rows = stackalloc int[g.Taps];
        fixed (float* px = x, pw = weights, pBias = bias, py = y)
        {
            for (int pixel = 0; pixel < g.Output.Pixels; pixel++)
            {
                int taps = Window(g, pixel, window, rows);
                for (int tap = 0; tap < taps; tap++)
                    window[tap] = window[tap] / (g.Input.Channels * Lanes.Count) * stride;

                float* target = py + ((nint)pixel * columns);
                if (depthwise)
                    Depthwise(px, window, rows, taps, pw, columns, pBias, relu, target);
                else
                    Filters(px, window, rows, taps, inputs, filters, pw, columns, pBias, relu, target, g.Output.Channels);
            }
        }
    }

    /// <summary>A pixel of a depthwise convolution, vectors along the channels: weights and pixels have one layout.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Depthwise(float* x, int* window, int* rows, int taps, float* weights, int columns, float* bias, bool relu, float* y)
    {
        for (int c = 0; c < columns; c += TSimd.Width)
        {
            TVector sum = Load(bias + c);
            for (int tap = 0; tap < taps; tap++)
                sum = TSimd.MultiplyAdd(Load(weights + ((nint)rows[tap] * columns) + c), Load(x + window[tap] + c), sum);

            TSimd.Store(relu ? TSimd.Max(sum, TSimd.Broadcast(0f)) : sum, y + c);
        }
    }

    /// <summary>A pixel of any grouped convolution, filter by filter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Filters(
        float* x, int* window, int* rows, int taps, int inputs, int filters, float* weights, int columns, float* bias, bool relu, float* y, int count)
    {
        for (int f = 0; f < count; f++)
        {
            float sum = bias[f];
            for (int tap = 0; tap < taps; tap++)
            {
                float* source = x + window[tap] + (f / filters * inputs);
                float* weight = weights + ((nint)rows[tap] * inputs * columns) + f;
                for (int c = 0; c < inputs; c++, weight += columns)
                    sum = MathF.FusedMultiplyAdd(*weight, source[c], sum);
            }

            y[f] = relu && sum < 0 ? 0 : sum;
        }
    }
}
