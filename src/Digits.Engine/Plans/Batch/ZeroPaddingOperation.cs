using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>Puts a map into the middle of zeros, and takes its gradient out of there.</summary>
internal sealed class ZeroPaddingOperation(Wiring wiring, ZeroPadding2D padding) : Operation(wiring)
{
    internal override void Forward(Slice slice, int part)
    {
        slice[Wiring.Output].Clear();
        Move(slice[Wiring.Inputs[0]], slice[Wiring.Output], inward: true);
    }

    internal override void Backward(Slice slice, int part)
    {
        if (!Wiring.InputGradients[0].IsEmpty)
            Move(slice[Wiring.InputGradients[0]], slice[Wiring.OutputGradient], inward: false);
    }

    private void Move(Span<float> inner, Span<float> outer, bool inward)
    {
        Shape map = Wiring.InputShapes[0];
        int pixel = map.Channels * Lanes.Count;
        int floats = map.Width * pixel;
        for (int y = 0; y < map.Height; y++)
        {
            Span<float> row = inner.Slice(y * floats, floats);
            Span<float> place = outer.Slice((((y + padding.Top) * Wiring.OutputShape.Width) + padding.Left) * pixel, floats);
            if (inward)
                row.CopyTo(place);
            else
                place.CopyTo(row);
        }
    }
}
