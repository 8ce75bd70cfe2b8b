using Digits.Engine.Kernels;

namespace Digits.Engine.Tests.Guards;

/// <summary>Activation functions and convolutions in groups.</summary>
internal sealed partial class GuardedKernels
{
    internal override void Activate(in ActivationFunction function, ReadOnlySpan<float> x, Span<float> y)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(y);
        kernels.Activate(function, memory.Place(x), result);
        Return(memory, result, y);
    }

    internal override void ActivateBackward(
        in ActivationFunction function, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> gy, Span<float> gx)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(gx);
        kernels.ActivateBackward(function, memory.Place(x), memory.Place(y), memory.Place(gy), result);
        Return(memory, result, gx);
    }

    internal override void RectifyChannels(ReadOnlySpan<float> x, ReadOnlySpan<float> slopes, Span<float> y)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(y);
        kernels.RectifyChannels(memory.Place(x), memory.Place(slopes), result);
        Return(memory, result, y);
    }

    internal override void RectifyChannelsBackward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> slopes, ReadOnlySpan<float> gy, Span<float> gx, Span<float> products)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(gx);
        Span<float> newProducts = memory.Place<float>(products);
        kernels.RectifyChannelsBackward(memory.Place(x), memory.Place(slopes), memory.Place(gy), result, newProducts);
        newProducts.CopyTo(products);
        Return(memory, result, gx);
    }

    internal override void ProductOfLanes(in LaneProduct product, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(c);
        kernels.ProductOfLanes(product, memory.Place(a), memory.Place(b), result);
        Return(memory, result, c);
    }

    internal override void Grouped(
        in WindowGeometry g, int groups, ReadOnlySpan<float> x, ReadOnlySpan<float> weights, int columns, ReadOnlySpan<float> bias, bool relu, Span<float> y)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(y);
        kernels.Grouped(g, groups, memory.Place(x), memory.Place(weights), columns, memory.Place(bias), relu, result);
        Return(memory, result, y);
    }

    internal override void GroupedBackwardInput(
        in WindowGeometry g, int groups, ReadOnlySpan<float> gy, ReadOnlySpan<float> weights, int columns, Span<float> gx)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(gx);
        kernels.GroupedBackwardInput(g, groups, memory.Place(gy), memory.Place(weights), columns, result);
        Return(memory, result, gx);
    }

    internal override void GroupedBackwardWeights(
        in WindowGeometry g, int groups, ReadOnlySpan<float> x, ReadOnlySpan<float> gy, int columns, bool accumulate, Span<float> sums, Span<float> gw)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(gw);
        kernels.GroupedBackwardWeights(g, groups, memory.Place(x), memory.Place(gy), columns, accumulate, memory.Place<float>(sums), result);
        Return(memory, result, gw);
    }

    internal override void GroupedOfImage(
        in WindowGeometry g, int groups, ReadOnlySpan<float> x, int stride, ReadOnlySpan<float> weights, int columns, ReadOnlySpan<float> bias, bool relu,
        Span<float> y)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(y);
        kernels.GroupedOfImage(g, groups, memory.Place(x), stride, memory.Place(weights), columns, memory.Place(bias), relu, result);
        Return(memory, result, y);
    }
}
