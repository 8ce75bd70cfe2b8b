using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>Copies each pixel's channels side by side, and their gradients back.</summary>
internal sealed class ConcatenateOperation(Wiring wiring) : Operation(wiring)
{
    internal override void Forward(Slice slice, int part) => Copy(slice, Wiring.Inputs, Wiring.Output, join: true);

    internal override void Backward(Slice slice, int part) => Copy(slice, Wiring.InputGradients, Wiring.OutputGradient, join: false);

    private void Copy(Slice slice, Region[] parts, Region whole, bool join)
    {
        Span<float> all = slice[whole];
        int wide = Wiring.OutputShape.Channels * Lanes.Count;
        int start = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            int narrow = Wiring.InputShapes[i].Channels * Lanes.Count;
            if (!parts[i].IsEmpty)
            {
                Span<float> one = slice[parts[i]];
                for (int pixel = 0; pixel < Wiring.OutputShape.Pixels; pixel++)
                {
                    Span<float> inWhole = all.Slice((pixel * wide) + start, narrow);
                    Span<float> inPart = one.Slice(pixel * narrow, narrow);
                    if (join)
                        inPart.CopyTo(inWhole);
                    else
                        inWhole.CopyTo(inPart);
                }
            }

            start += narrow;
        }
    }
}
