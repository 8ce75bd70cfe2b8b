using Digits.Engine.Kernels;

namespace Digits.Engine.Tests.Guards;

/// <summary>Sums and scalings by channel.</summary>
internal sealed partial class GuardedKernels
{
    internal override void SumChannels(ReadOnlySpan<float> x, int lanes, Span<float> sums)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(sums);
        kernels.SumChannels(memory.Place(x), lanes, result);
        Return(memory, result, sums);
    }

    internal override void ScaleChannels(ReadOnlySpan<float> x, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, bool relu, Span<float> y)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(y);
        kernels.ScaleChannels(memory.PlaceOrShare(x, y, result), memory.Place(scale), memory.Place(shift), relu, result);
        Return(memory, result, y);
    }

    internal override void SumMoments(ReadOnlySpan<float> x, ReadOnlySpan<float> center, int lanes, Span<float> sums, Span<float> squares)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(sums);
        Span<float> moments = memory.Place<float>(squares);
        kernels.SumMoments(memory.Place(x), memory.Place(center), lanes, result, moments);
        moments.CopyTo(squares);
        Return(memory, result, sums);
    }

    internal override void ScalePooled(
        ReadOnlySpan<float> x, ReadOnlySpan<int> pixels, int taps, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, bool relu, Span<float> y,
        Span<uint> winners)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(y);
        Span<uint> bits = memory.Place<uint>(winners);
        kernels.ScalePooled(memory.Place(x), memory.Place(pixels), taps, memory.Place(scale), memory.Place(shift), relu, result, bits);
        bits.CopyTo(winners);
        Return(memory, result, y);
    }

    internal override void SumGradients(
        ReadOnlySpan<float> gy, ReadOnlySpan<float> x, in ChannelScale channels, bool relu, Span<float> sums, Span<float> products)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(sums);
        Span<float> moments = memory.Place<float>(products);
        kernels.SumGradients(memory.Place(gy), memory.Place(x), Place(memory, channels), relu, result, moments);
        moments.CopyTo(products);
        Return(memory, result, sums);
    }

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
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(sums);
        Span<float> moments = memory.Place<float>(products);
        kernels.SumPooledGradients(
            memory.Place(gy), memory.Place(winners), memory.Place(x), memory.Place(pixels), taps, Place(memory, channels), result, moments);
        moments.CopyTo(products);
        Return(memory, result, sums);
    }

    internal override void CombineChannels(
        ReadOnlySpan<float> gy, ReadOnlySpan<float> x, in ChannelScale channels, in ChannelCombination combination, bool relu, Span<float> gx)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(gx);
        kernels.CombineChannels(
            memory.PlaceOrShare(gy, gx, result), memory.PlaceOrShare(x, gx, result), Place(memory, channels), Place(memory, combination), relu, result);
        Return(memory, result, gx);
    }

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
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(gx);
        kernels.CombinePooled(
            memory.Place(gy), memory.Place(winners), memory.Place(x), memory.Place(pixels), memory.Place(uncovered), taps, Place(memory, combination), result);
        Return(memory, result, gx);
    }

    private static ChannelScale Place(GuardedMemory memory, in ChannelScale channels) =>
        new(memory.Place(channels.Mean), memory.Place(channels.Scale), memory.Place(channels.Shift));

    private static ChannelCombination Place(GuardedMemory memory, in ChannelCombination combination) =>
        new(memory.Place(combination.ForGradient), memory.Place(combination.ForInput), memory.Place(combination.Offset));
}
