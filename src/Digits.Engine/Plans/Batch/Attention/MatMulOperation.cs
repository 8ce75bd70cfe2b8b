using System.Runtime.CompilerServices;
using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>Products of matrices, of which every image has its own in its lane. Gradients are products with the other matrix, transposed.</summary>
internal sealed class MatMulOperation : Operation
{
    private readonly int _count;
    private readonly int _rows;
    private readonly int _inner;
    private readonly int _columns;

    internal MatMulOperation(Wiring wiring)
        : base(wiring)
    {
        Shape a = wiring.InputShapes[0];
        (_count, _rows, _inner, _columns) = (a.Height, a.Width, a.Channels, wiring.OutputShape.Channels);
    }

    internal override void Forward(Slice slice, int part)
    {
        LaneProduct product = new(_rows, _inner, _columns, ARow: _inner, AStep: 1, BStep: _columns, BColumn: 1);
        Multiply(product, slice[Wiring.Inputs[0]], slice[Wiring.Inputs[1]], slice[Wiring.Output]);
    }

    internal override void Backward(Slice slice, int part)
    {
        ReadOnlySpan<float> gradient = slice[Wiring.OutputGradient];
        if (!Wiring.InputGradients[0].IsEmpty)
        {
            LaneProduct product = new(_rows, _columns, _inner, ARow: _columns, AStep: 1, BStep: 1, BColumn: _columns);
            Multiply(product, gradient, slice[Wiring.Inputs[1]], slice[Wiring.InputGradients[0]]);
        }

        if (!Wiring.InputGradients[1].IsEmpty)
        {
            LaneProduct product = new(_inner, _rows, _columns, ARow: 1, AStep: _inner, BStep: _columns, BColumn: 1);
            Multiply(product, slice[Wiring.Inputs[0]], gradient, slice[Wiring.InputGradients[1]]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Multiply(in LaneProduct product, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c)
    {
        (int left, int right, int result) = (a.Length / _count, b.Length / _count, c.Length / _count);
        for (int i = 0; i < _count; i++)
            Wiring.Kernels.ProductOfLanes(product, a.Slice(i * left, left), b.Slice(i * right, right), c.Slice(i * result, result));
    }
}
