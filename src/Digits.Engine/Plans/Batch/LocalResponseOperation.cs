using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>Local response normalization, pixel by pixel and image by image.</summary>
internal sealed class LocalResponseOperation(Wiring wiring, LocalResponseFunction function) : Operation(wiring)
{
    internal override void Forward(Slice slice, int part)
    {
        int floats = Wiring.OutputShape.Channels * Lanes.Count;
        ReadOnlySpan<float> input = slice[Wiring.Inputs[0]];
        Span<float> output = slice[Wiring.Output];
        for (int pixel = 0; pixel < Wiring.OutputShape.Pixels; pixel++)
        {
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                Range values = ((pixel * floats) + lane)..((pixel + 1) * floats);
                function.Compute(input[values], Lanes.Count, output[values]);
            }
        }
    }

    internal override void Backward(Slice slice, int part)
    {
        if (Wiring.InputGradients[0].IsEmpty)
            return;

        int floats = Wiring.OutputShape.Channels * Lanes.Count;
        ReadOnlySpan<float> input = slice[Wiring.Inputs[0]];
        ReadOnlySpan<float> gradient = slice[Wiring.OutputGradient];
        Span<float> target = slice[Wiring.InputGradients[0]];
        for (int pixel = 0; pixel < Wiring.OutputShape.Pixels; pixel++)
        {
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                Range values = ((pixel * floats) + lane)..((pixel + 1) * floats);
                function.Backward(input[values], gradient[values], Lanes.Count, target[values]);
            }
        }
    }
}
