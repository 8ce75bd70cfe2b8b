using Digits.Engine.Kernels;

namespace Digits.Engine.Tests.Guards;

/// <summary>Element by element, optimizers and pools.</summary>
internal sealed partial class GuardedKernels
{
    internal override void Rectify(ReadOnlySpan<float> x, float slope, Span<float> y)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(y);
        kernels.Rectify(memory.PlaceOrShare(x, y, result), slope, result);
        Return(memory, result, y);
    }

    internal override void RectifyBackward(ReadOnlySpan<float> y, float slope, ReadOnlySpan<float> gy, Span<float> gx)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(gx);
        kernels.RectifyBackward(memory.PlaceOrShare(y, gx, result), slope, memory.PlaceOrShare(gy, gx, result), result);
        Return(memory, result, gx);
    }

    internal override void Add(ReadOnlySpan<float> source, Span<float> target)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(target);
        kernels.Add(memory.PlaceOrShare(source, target, result), result);
        Return(memory, result, target);
    }

    internal override void Adam(in AdamStep step, Span<float> weights, ReadOnlySpan<float> gradient, Span<float> mean, Span<float> square)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(weights);
        Span<float> newMean = memory.Place<float>(mean);
        Span<float> newSquare = memory.Place<float>(square);
        kernels.Adam(step, result, memory.Place(gradient), newMean, newSquare);
        newMean.CopyTo(mean);
        newSquare.CopyTo(square);
        Return(memory, result, weights);
    }

    internal override void Sgd(in SgdStep step, Span<float> weights, ReadOnlySpan<float> gradient, Span<float> velocity)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(weights);
        Span<float> newVelocity = memory.Place<float>(velocity);
        kernels.Sgd(step, result, memory.Place(gradient), newVelocity);
        newVelocity.CopyTo(velocity);
        Return(memory, result, weights);
    }

    internal override void MaxPool(in WindowGeometry g, ReadOnlySpan<float> x, Span<float> y)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(y);
        kernels.MaxPool(g, memory.Place(x), result);
        Return(memory, result, y);
    }

    internal override void MaxPoolBackward(in WindowGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> gy, Span<float> gx)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(gx);
        kernels.MaxPoolBackward(g, memory.Place(x), memory.Place(y), memory.Place(gy), result);
        Return(memory, result, gx);
    }

    internal override void AveragePool(in WindowGeometry g, bool countPadding, ReadOnlySpan<float> x, Span<float> y)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(y);
        kernels.AveragePool(g, countPadding, memory.Place(x), result);
        Return(memory, result, y);
    }

    internal override void AveragePoolBackward(in WindowGeometry g, bool countPadding, ReadOnlySpan<float> gy, Span<float> gx)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(gx);
        kernels.AveragePoolBackward(g, countPadding, memory.Place(gy), result);
        Return(memory, result, gx);
    }
}
