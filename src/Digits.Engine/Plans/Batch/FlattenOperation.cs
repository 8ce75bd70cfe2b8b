using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>Moves whole rows of lanes: <c>[pixel][C][32]</c> to <c>[C][pixel][32]</c>, or nothing but a copy; for a vector that becomes a map, back.</summary>
internal sealed class FlattenOperation(Wiring wiring, bool channelsLast = false, bool backwards = false) : Operation(wiring)
{
    /// <summary>The rows and columns of the input: pixels and channels, or channels and pixels.</summary>
    private readonly (int Rows, int Columns) _size = backwards
        ? (wiring.OutputShape.Channels, wiring.OutputShape.Pixels)
        : (wiring.InputShapes[0].Pixels, wiring.InputShapes[0].Channels);

    internal override void Forward(Slice slice, int part) => Move(slice[Wiring.Inputs[0]], _size.Rows, _size.Columns, slice[Wiring.Output]);

    internal override void Backward(Slice slice, int part)
    {
        if (!Wiring.InputGradients[0].IsEmpty)
            Move(slice[Wiring.OutputGradient], _size.Columns, _size.Rows, slice[Wiring.InputGradients[0]]);
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
