using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>Moves whole rows of lanes: <c>[pixel][C][32]</c> to <c>[C][pixel][32]</c>, or nothing but a copy.</summary>
internal sealed class FlattenOperation(Wiring wiring, bool channelsLast) : Operation(wiring)
{
    internal override void Forward(Slice slice, int part)
    {
        Shape shape = Wiring.InputShapes[0];
        Move(slice[Wiring.Inputs[0]], shape.Pixels, shape.Channels, slice[Wiring.Output]);
    }

    internal override void Backward(Slice slice, int part)
    {
        if (Wiring.InputGradients[0].IsEmpty)
            return;

        Shape shape = Wiring.InputShapes[0];
        Move(slice[Wiring.OutputGradient], shape.Channels, shape.Pixels, slice[Wiring.InputGradients[0]]);
    }

    /// <summary>Exchanges the two outer dimensions of <c>[rows][columns][32]</c>.</summary>
    private void Move(ReadOnlySpan<float> source, int rows, int columns, Span<float> target)
    {
        if (channelsLast || rows == 1 || columns == 1)
        {
            source.CopyTo(target);
            return;
        }

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                source.Slice(((row * columns) + column) * Lanes.Count, Lanes.Count).CopyTo(target[(((column * rows) + row) * Lanes.Count)..]);
        }
    }
}
