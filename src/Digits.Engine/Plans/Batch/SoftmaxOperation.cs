using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>Softmax over the channels of one pixel of one image at a time, with the greatest logit taken off first so that nothing overflows.</summary>
internal sealed class SoftmaxOperation(Wiring wiring, bool logarithm) : Operation(wiring)
{
    internal override void Forward(Slice slice, int part)
    {
        int floats = Wiring.OutputShape.Channels * Lanes.Count;
        ReadOnlySpan<float> input = slice[Wiring.Inputs[0]];
        Span<float> output = slice[Wiring.Output];
        for (int pixel = 0; pixel < Wiring.OutputShape.Pixels; pixel++)
        {
            for (int lane = 0; lane < Lanes.Count; lane++)
                SoftmaxFunction.Compute(input.Slice(pixel * floats, floats)[lane..], Lanes.Count, logarithm, output.Slice(pixel * floats, floats)[lane..]);
        }
    }

    internal override void Backward(Slice slice, int part)
    {
        if (Wiring.InputGradients[0].IsEmpty)
            return;

        int floats = Wiring.OutputShape.Channels * Lanes.Count;
        ReadOnlySpan<float> output = slice[Wiring.Output];
        ReadOnlySpan<float> gradient = slice[Wiring.OutputGradient];
        Span<float> target = slice[Wiring.InputGradients[0]];
        for (int pixel = 0; pixel < Wiring.OutputShape.Pixels; pixel++)
        {
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                Range values = ((pixel * floats) + lane)..((pixel + 1) * floats);
                Backward(output[values], gradient[values], target[values]);
            }
        }
    }

    private void Backward(ReadOnlySpan<float> y, ReadOnlySpan<float> gy, Span<float> gx)
    {
        // For probabilities: gx = y * (gy - sum(gy * y)); for their logarithms: gx = gy - exp(y) * sum(gy).
        float sum = 0;
        for (int i = 0; i < y.Length; i += Lanes.Count)
            sum += logarithm ? gy[i] : gy[i] * y[i];

        for (int i = 0; i < y.Length; i += Lanes.Count)
            gx[i] = logarithm ? gy[i] - (MathF.Exp(y[i]) * sum) : y[i] * (gy[i] - sum);
    }
}
