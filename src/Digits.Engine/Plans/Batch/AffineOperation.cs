namespace Digits.Engine.Plans.Batch;

/// <summary>Scales and shifts each channel.</summary>
internal sealed class AffineOperation : Operation
{
    private readonly Affine _layer;
    private readonly float[] _noShift;

    internal AffineOperation(Wiring wiring, Affine layer)
        : base(wiring)
    {
        _layer = layer;
        _noShift = new float[wiring.OutputShape.Channels];
    }

    internal override bool CanFuseReLU => true;

    internal override void Forward(Slice slice, int part) => Wiring.Kernels.ScaleChannels(
        slice[Wiring.Inputs[0]], _layer.Scale.Values[.._noShift.Length], _layer.Shift.Values, FusedReLU, slice[Wiring.Output]);

    internal override void Backward(Slice slice, int part)
    {
        if (Wiring.InputGradients[0].IsEmpty)
            return;

        Wiring.Kernels.ScaleChannels(
            slice[Wiring.OutputGradient], _layer.Scale.Values[.._noShift.Length], _noShift, relu: false, slice[Wiring.InputGradients[0]]);
    }
}
