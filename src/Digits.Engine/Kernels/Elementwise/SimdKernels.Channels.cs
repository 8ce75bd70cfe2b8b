using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>
/// Sums and scalings by channel. A sum keeps one partial sum a lane, adds pixels in order, and folds the lanes in a tree at the end:
/// the same bits whatever the vectors' width.
/// </summary>
internal sealed unsafe partial class SimdKernels<TVector, TSimd>
{
    /// <summary>Channels whose lane sums stay in the first-level cache together: 64 * 32 floats are 8 KiB.</summary>
    private const int ChannelBlock = 64;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void SumChannels(ReadOnlySpan<float> x, int lanes, Span<float> sums)
    {
        int channels = sums.Length;
        int pixels = x.Length / (channels * Lanes.Count);
        float* partial = stackalloc float[ChannelBlock * Lanes.Count];
        fixed (float* px = x)
        {
            for (int first = 0; first < channels; first += ChannelBlock)
            {
                int floats = Math.Min(ChannelBlock, channels - first) * Lanes.Count;
                new Span<float>(partial, floats).Clear();
                for (int pixel = 0; pixel < pixels; pixel++)
                {
                    float* source = px + ((((nint)pixel * channels) + first) * Lanes.Count);
                    for (int i = 0; i < floats; i += TSimd.Width)
                        TSimd.Store(TSimd.Add(Load(partial + i), Load(source + i)), partial + i);
                }

                FoldLanes(partial, lanes, sums.Slice(first, floats / Lanes.Count));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void ScaleChannels(ReadOnlySpan<float> x, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, bool relu, Span<float> y)
    {
        Check(x.Length % (scale.Length * Lanes.Count) == 0, nameof(x));
        Check(y.Length >= x.Length, nameof(y));
        TVector zero = TSimd.Broadcast(0f);
        fixed (float* px = x, py = y)
        {
            for (int i = 0; i < x.Length;)
            {
                for (int channel = 0; channel < scale.Length; channel++)
                {
                    TVector factor = TSimd.Broadcast(scale[channel]);
                    TVector offset = TSimd.Broadcast(shift[channel]);
                    for (int lane = 0; lane < Lanes.Count; lane += TSimd.Width, i += TSimd.Width)
                    {
                        TVector value = TSimd.MultiplyAdd(Load(px + i), factor, offset);
                        TSimd.Store(relu ? TSimd.Max(value, zero) : value, py + i);
                    }
                }
            }
        }
    }

    /// <summary>Sums each channel's lanes, halves onto halves; lanes from <paramref name="lanes"/> on count as zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FoldLanes(float* partial, int lanes, Span<float> sums)
    {
        for (int channel = 0; channel < sums.Length; channel++, partial += Lanes.Count)
        {
            if (lanes < Lanes.Count)
                new Span<float>(partial + lanes, Lanes.Count - lanes).Clear();

            int half = Lanes.Count / 2;
            for (; half >= TSimd.Width; half /= 2)
            {
                for (int lane = 0; lane < half; lane += TSimd.Width)
                    TSimd.Store(TSimd.Add(Load(partial + lane), Load(partial + lane + half)), partial + lane);
            }

            for (; half > 0; half /= 2)
            {
                for (int lane = 0; lane < half; lane++)
                    partial[lane] += partial[lane + half];
            }

            sums[channel] = partial[0];
        }
    }
}
