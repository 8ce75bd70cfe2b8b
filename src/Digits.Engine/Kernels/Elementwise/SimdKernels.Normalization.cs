using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>
/// Batch normalization, with the ReLU and max pool that may follow it, each in one pass over the map. Sums keep a partial sum a lane for each channel; pixels
/// add to them in order.
/// </summary>
internal sealed unsafe partial class SimdKernels<TVector, TSimd>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void SumMoments(ReadOnlySpan<float> x, ReadOnlySpan<float> center, int lanes, Span<float> sums, Span<float> squares)
    {
        int channels = sums.Length;
        int pixels = x.Length / (channels * Lanes.Count);
        float* partial = stackalloc float[2 * ChannelBlock * Lanes.Count];
        float* partialSquares = partial + (ChannelBlock * Lanes.Count);
        fixed (float* px = x)
        {
            for (int first = 0; first < channels; first += ChannelBlock)
            {
                int block = Math.Min(ChannelBlock, channels - first);
                new Span<float>(partial, 2 * ChannelBlock * Lanes.Count).Clear();
                for (int pixel = 0; pixel < pixels; pixel++)
                {
                    float* source = px + ((((nint)pixel * channels) + first) * Lanes.Count);
                    int i = 0;
                    for (int channel = 0; channel < block; channel++)
                    {
                        TVector middle = TSimd.Broadcast(center[first + channel]);
                        for (int lane = 0; lane < Lanes.Count; lane += TSimd.Width, i += TSimd.Width)
                        {
                            TVector deviation = TSimd.Subtract(Load(source + i), middle);
                            TSimd.Store(TSimd.Add(Load(partial + i), deviation), partial + i);
                            TSimd.Store(TSimd.MultiplyAdd(deviation, deviation, Load(partialSquares + i)), partialSquares + i);
                        }
                    }
                }

                FoldLanes(partial, lanes, sums.Slice(first, block));
                FoldLanes(partialSquares, lanes, squares.Slice(first, block));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void ScalePooled(
        ReadOnlySpan<float> x, ReadOnlySpan<int> pixels, int taps, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, bool relu, Span<float> y,
        Span<uint> winners)
    {
        int channels = scale.Length;
        int floats = channels * Lanes.Count;
        Check(y.Length >= pixels.Length / taps * floats, nameof(y));
        Check(winners.Length >= pixels.Length * channels, nameof(winners));
        float* window = stackalloc float[taps * Lanes.Count];
        fixed (float* px = x, py = y)
        fixed (uint* pWinners = winners)
        {
            float* target = py;
            uint* bits = pWinners;
            for (int i = 0; i < pixels.Length; i += taps)
            {
                for (int channel = 0; channel < channels; channel++, target += Lanes.Count, bits += taps)
                {
                    TVector factor = TSimd.Broadcast(scale[channel]);
                    TVector offset = TSimd.Broadcast(shift[channel]);
                    for (int tap = 0; tap < taps; tap++)
                    {
                        float* source = px + ((nint)pixels[i + tap] * floats) + (channel * Lanes.Count);
                        for (int lane = 0; lane < Lanes.Count; lane += TSimd.Width)
                            TSimd.Store(TSimd.MultiplyAdd(Load(source + lane), factor, offset), window + (tap * Lanes.Count) + lane);
                    }

                    PoolTile(window, 1, taps, relu, target, bits);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void SumGradients(
        ReadOnlySpan<float> gy, ReadOnlySpan<float> x, in ChannelScale channels, bool relu, Span<float> sums, Span<float> products)
    {
        int count = sums.Length;
        int pixels = x.Length / (count * Lanes.Count);
        Check(gy.Length >= x.Length, nameof(gy));
        TVector zero = TSimd.Broadcast(0f);
        float* partial = stackalloc float[2 * ChannelBlock * Lanes.Count];
        float* partialProducts = partial + (ChannelBlock * Lanes.Count);
        fixed (float* px = x, pg = gy)
        {
            for (int first = 0; first < count; first += ChannelBlock)
            {
                int block = Math.Min(ChannelBlock, count - first);
                new Span<float>(partial, 2 * ChannelBlock * Lanes.Count).Clear();
                for (int pixel = 0; pixel < pixels; pixel++)
                {
                    nint start = (((nint)pixel * count) + first) * Lanes.Count;
                    int i = 0;
                    for (int channel = 0; channel < block; channel++)
                    {
                        TVector middle = TSimd.Broadcast(channels.Mean[first + channel]);
                        TVector factor = TSimd.Broadcast(channels.Scale[first + channel]);
                        TVector offset = TSimd.Broadcast(channels.Shift[first + channel]);
                        for (int lane = 0; lane < Lanes.Count; lane += TSimd.Width, i += TSimd.Width)
                        {
                            TVector value = Load(px + start + i);
                            TVector gradient = Load(pg + start + i);
                            if (relu)
                                gradient = TSimd.SelectGreater(TSimd.MultiplyAdd(value, factor, offset), zero, gradient, zero);

                            TSimd.Store(TSimd.Add(Load(partial + i), gradient), partial + i);
                            TSimd.Store(TSimd.MultiplyAdd(TSimd.Subtract(value, middle), gradient, Load(partialProducts + i)), partialProducts + i);
                        }
                    }
                }

                FoldLanes(partial, Lanes.Count, sums.Slice(first, block));
                FoldLanes(partialProducts, Lanes.Count, products.Slice(first, block));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void SumPooledGradients(
        ReadOnlySpan<float> gy,
        ReadOnlySpan<uint> winners,
        ReadOnlySpan<float> x,
        ReadOnlySpan<int> pixels,
        int taps,
        in ChannelScale channels,
        Span<float> sums,
        Span<float> products)
    {
        int count = sums.Length;
        Check(winners.Length >= pixels.Length * count, nameof(winners));
        Check(gy.Length >= pixels.Length / taps * count * Lanes.Count, nameof(gy));
        float* partial = stackalloc float[2 * ChannelBlock * Lanes.Count];
        float* partialProducts = partial + (ChannelBlock * Lanes.Count);
        fixed (float* px = x, pg = gy)
        fixed (uint* pWinners = winners)
        {
            for (int first = 0; first < count; first += ChannelBlock)
            {
                int block = Math.Min(ChannelBlock, count - first);
                new Span<float>(partial, 2 * ChannelBlock * Lanes.Count).Clear();
                for (int window = 0; window < pixels.Length; window += taps)
                {
                    int i = 0;
                    float* gradients = pg + ((((nint)window / taps * count) + first) * Lanes.Count);
                    uint* bits = pWinners + ((((nint)window / taps * count) + first) * taps);
                    for (int channel = 0; channel < block; channel++, bits += taps)
                    {
                        TVector middle = TSimd.Broadcast(channels.Mean[first + channel]);
                        for (int lane = 0; lane < Lanes.Count; lane += TSimd.Width, i += TSimd.Width)
                        {
                            TVector gradient = Load(gradients + i);
                            TVector sum = Load(partial + i);
                            TVector product = Load(partialProducts + i);
                            for (int tap = 0; tap < taps; tap++)
                            {
                                TVector part = TSimd.Keep(gradient, bits[tap] >> lane);
                                float* source = px + ((((nint)pixels[window + tap] * count) + first + channel) * Lanes.Count) + lane;
                                sum = TSimd.Add(sum, part);
                                product = TSimd.MultiplyAdd(TSimd.Subtract(Load(source), middle), part, product);
                            }

                            TSimd.Store(sum, partial + i);
                            TSimd.Store(product, partialProducts + i);
                        }
                    }
                }

                FoldLanes(partial, Lanes.Count, sums.Slice(first, block));
                FoldLanes(partialProducts, Lanes.Count, products.Slice(first, block));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void CombineChannels(
        ReadOnlySpan<float> gy, ReadOnlySpan<float> x, in ChannelScale channels, in ChannelCombination combination, bool relu, Span<float> gx)
    {
        Check(x.Length % (combination.Count * Lanes.Count) == 0, nameof(x));
        Check(gy.Length >= x.Length && gx.Length >= x.Length, nameof(gx));
        TVector zero = TSimd.Broadcast(0f);
        fixed (float* pg = gy, px = x, target = gx)
        {
            for (int i = 0; i < x.Length;)
            {
                for (int channel = 0; channel < combination.Count; channel++)
                {
                    TVector factor = TSimd.Broadcast(channels.Scale[channel]);
                    TVector shift = TSimd.Broadcast(channels.Shift[channel]);
                    TVector forGradient = TSimd.Broadcast(combination.ForGradient[channel]);
                    TVector forInput = TSimd.Broadcast(combination.ForInput[channel]);
                    TVector offset = TSimd.Broadcast(combination.Offset[channel]);
                    for (int lane = 0; lane < Lanes.Count; lane += TSimd.Width, i += TSimd.Width)
                    {
                        TVector value = Load(px + i);
                        TVector gradient = Load(pg + i);
                        if (relu)
                            gradient = TSimd.SelectGreater(TSimd.MultiplyAdd(value, factor, shift), zero, gradient, zero);

                        TSimd.Store(TSimd.MultiplyAdd(forGradient, gradient, TSimd.MultiplyAdd(forInput, value, offset)), target + i);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void CombinePooled(
        ReadOnlySpan<float> gy,
        ReadOnlySpan<uint> winners,
        ReadOnlySpan<float> x,
        ReadOnlySpan<int> pixels,
        ReadOnlySpan<int> uncovered,
        int taps,
        in ChannelCombination combination,
        Span<float> gx)
    {
        int channels = combination.Count;
        int floats = channels * Lanes.Count;
        Check(winners.Length >= pixels.Length * channels, nameof(winners));
        Check(gy.Length >= pixels.Length / taps * floats, nameof(gy));
        Check(gx.Length >= x.Length, nameof(gx));
        fixed (float* pg = gy, px = x, target = gx)
        fixed (uint* pWinners = winners)
        {
            float* gradients = pg;
            uint* bits = pWinners;
            for (int window = 0; window < pixels.Length; window += taps)
            {
                for (int channel = 0; channel < channels; channel++, bits += taps)
                {
                    TVector forGradient = TSimd.Broadcast(combination.ForGradient[channel]);
                    TVector forInput = TSimd.Broadcast(combination.ForInput[channel]);
                    TVector offset = TSimd.Broadcast(combination.Offset[channel]);
                    for (int lane = 0; lane < Lanes.Count; lane += TSimd.Width, gradients += TSimd.Width)
                    {
                        TVector gradient = TSimd.Multiply(forGradient, Load(gradients));
                        for (int tap = 0; tap < taps; tap++)
                        {
                            nint i = ((nint)pixels[window + tap] * floats) + (channel * Lanes.Count) + lane;
                            TVector rest = TSimd.MultiplyAdd(forInput, Load(px + i), offset);
                            TSimd.Store(TSimd.Add(TSimd.Keep(gradient, bits[tap] >> lane), rest), target + i);
                        }
                    }
                }
            }

            foreach (int pixel in uncovered)
            {
                nint i = (nint)pixel * floats;
                for (int channel = 0; channel < channels; channel++)
                {
                    TVector forInput = TSimd.Broadcast(combination.ForInput[channel]);
                    TVector offset = TSimd.Broadcast(combination.Offset[channel]);
                    for (int lane = 0; lane < Lanes.Count; lane += TSimd.Width, i += TSimd.Width)
                        TSimd.Store(TSimd.MultiplyAdd(forInput, Load(px + i), offset), target + i);
                }
            }
        }
    }
}
