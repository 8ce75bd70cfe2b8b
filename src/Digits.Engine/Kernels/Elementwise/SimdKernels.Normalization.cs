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
        Check(x.Length % (channels * Lanes.Count) == 0, nameof(x));
        nint floats = channels * Lanes.Count;
        float* partial = stackalloc float[2 * Lanes.Count];
        float* partialSquares = partial + Lanes.Count;
        fixed (float* px = x)
        {
            float* end = px + x.Length;
            for (int channel = 0; channel < channels; channel++)
            {
                TVector middle = TSimd.Broadcast(center[channel]);
                for (int lane = 0; lane < Lanes.Count; lane += 2 * TSimd.Width)
                {
                    TVector sum0 = TSimd.Broadcast(0f), sum1 = sum0, square0 = sum0, square1 = sum0;
                    for (float* source = px + (channel * Lanes.Count) + lane; source < end; source += floats)
                    {
                        TVector deviation0 = TSimd.Subtract(Load(source), middle);
                        TVector deviation1 = TSimd.Subtract(Load(source + TSimd.Width), middle);
                        sum0 = TSimd.Add(sum0, deviation0);
                        sum1 = TSimd.Add(sum1, deviation1);
                        square0 = TSimd.MultiplyAdd(deviation0, deviation0, square0);
                        square1 = TSimd.MultiplyAdd(deviation1, deviation1, square1);
                    }

                    TSimd.Store(sum0, partial + lane);
                    TSimd.Store(sum1, partial + lane + TSimd.Width);
                    TSimd.Store(square0, partialSquares + lane);
                    TSimd.Store(square1, partialSquares + lane + TSimd.Width);
                }

                FoldLanes(partial, lanes, sums.Slice(channel, 1));
                FoldLanes(partialSquares, lanes, squares.Slice(channel, 1));
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
        float* scaled = stackalloc float[taps * Lanes.Count];
        float** window = stackalloc float*[taps];
        for (int tap = 0; tap < taps; tap++)
            window[tap] = scaled + (tap * Lanes.Count);

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
                            TSimd.Store(TSimd.MultiplyAdd(Load(source + lane), factor, offset), window[tap] + lane);
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
        Check(gy.Length >= x.Length, nameof(gy));
        Check(x.Length % (sums.Length * Lanes.Count) == 0, nameof(x));
        nint floats = sums.Length * Lanes.Count;
        TVector zero = TSimd.Broadcast(0f);
        float* partial = stackalloc float[2 * Lanes.Count];
        float* partialProducts = partial + Lanes.Count;
        fixed (float* px = x, pg = gy)
        {
            float* end = px + x.Length;
            nint toGradient = (nint)(pg - px);
            for (int channel = 0; channel < sums.Length; channel++)
            {
                TVector middle = TSimd.Broadcast(channels.Mean[channel]);
                TVector factor = TSimd.Broadcast(channels.Scale[channel]);
                TVector offset = TSimd.Broadcast(channels.Shift[channel]);
                for (int lane = 0; lane < Lanes.Count; lane += 2 * TSimd.Width)
                {
                    TVector sum0 = zero, sum1 = zero, product0 = zero, product1 = zero;
                    for (float* source = px + (channel * Lanes.Count) + lane; source < end; source += floats)
                    {
                        TVector value0 = Load(source), value1 = Load(source + TSimd.Width);
                        TVector gradient0 = Load(source + toGradient), gradient1 = Load(source + toGradient + TSimd.Width);
                        if (relu)
                        {
                            gradient0 = TSimd.SelectGreater(TSimd.MultiplyAdd(value0, factor, offset), zero, gradient0, zero);
                            gradient1 = TSimd.SelectGreater(TSimd.MultiplyAdd(value1, factor, offset), zero, gradient1, zero);
                        }

                        sum0 = TSimd.Add(sum0, gradient0);
                        sum1 = TSimd.Add(sum1, gradient1);
                        product0 = TSimd.MultiplyAdd(TSimd.Subtract(value0, middle), gradient0, product0);
                        product1 = TSimd.MultiplyAdd(TSimd.Subtract(value1, middle), gradient1, product1);
                    }

                    TSimd.Store(sum0, partial + lane);
                    TSimd.Store(sum1, partial + lane + TSimd.Width);
                    TSimd.Store(product0, partialProducts + lane);
                    TSimd.Store(product1, partialProducts + lane + TSimd.Width);
                }

                FoldLanes(partial, Lanes.Count, sums.Slice(channel, 1));
                FoldLanes(partialProducts, Lanes.Count, products.Slice(channel, 1));
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
