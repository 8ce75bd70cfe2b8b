using System.Numerics.Tensors;
using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>Multiplies by a mask of zeros and 1 / (1 - rate), kept for the way back.</summary>
internal sealed class DropoutOperation : Operation
{
    private readonly float _rate;
    private readonly Region _mask;

    internal DropoutOperation(Wiring wiring, float rate)
        : base(wiring)
    {
        _rate = rate;
        if (wiring.Training)
            _mask = wiring.Layout.Reserve(wiring.OutputShape.Size * Lanes.Count);
    }

    internal override void Forward(Slice slice, int part)
    {
        if (!Wiring.Training)
        {
            slice[Wiring.Inputs[0]].CopyTo(slice[Wiring.Output]);
            return;
        }

        ulong key = slice.Step.Random.Fork((ulong)Wiring.Index).Bits((ulong)slice.Index);
        DropoutMask.Fill((uint)key, (uint)(key >> 32), _rate, slice[_mask]);
        TensorPrimitives.Multiply(slice[Wiring.Inputs[0]], slice[_mask], slice[Wiring.Output]);
    }

    internal override void Backward(Slice slice, int part)
    {
        if (!Wiring.InputGradients[0].IsEmpty)
            TensorPrimitives.Multiply(slice[Wiring.OutputGradient], slice[_mask], slice[Wiring.InputGradients[0]]);
    }
}
