using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>The product of two maps, or of a map and one value for each channel. Each input's gradient is that of the result times the other input.</summary>
internal sealed class MultiplyOperation : Operation
{
    private readonly int _pixelFloats;
    private readonly bool _isGate;

    internal MultiplyOperation(Wiring wiring)
        : base(wiring)
    {
        _pixelFloats = wiring.OutputShape.Channels * Lanes.Count;
        _isGate = wiring.InputShapes[1].IsFlat;
        if (wiring.Training)
            wiring.Layout.NeedScratch(_pixelFloats);
    }

    internal override void Forward(Slice slice, int part) => Multiply(slice[Wiring.Inputs[0]], slice[Wiring.Inputs[1]], slice[Wiring.Output]);

    internal override void Backward(Slice slice, int part)
    {
        ReadOnlySpan<float> gradient = slice[Wiring.OutputGradient];
        if (!Wiring.InputGradients[0].IsEmpty)
            Multiply(gradient, slice[Wiring.Inputs[1]], slice[Wiring.InputGradients[0]]);

        if (!Wiring.InputGradients[1].IsEmpty)
            AddUp(gradient, slice[Wiring.Inputs[0]], slice.Scratch(_pixelFloats), slice[Wiring.InputGradients[1]]);
    }

    private void Multiply(ReadOnlySpan<float> map, ReadOnlySpan<float> gate, Span<float> result)
    {
        for (int i = 0; i < map.Length; i += _pixelFloats)
            TensorPrimitives.Multiply(map.Slice(i, _pixelFloats), gate.Slice(_isGate ? 0 : i, _pixelFloats), result.Slice(i, _pixelFloats));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddUp(ReadOnlySpan<float> gradient, ReadOnlySpan<float> map, Span<float> product, Span<float> target)
    {
        if (!_isGate)
        {
            TensorPrimitives.Multiply(gradient, map, target);
            return;
        }

        target.Clear();
        for (int i = 0; i < map.Length; i += _pixelFloats)
        {
            TensorPrimitives.Multiply(gradient.Slice(i, _pixelFloats), map.Slice(i, _pixelFloats), product);
            Wiring.Kernels.Add(product, target);
        }
    }
}
