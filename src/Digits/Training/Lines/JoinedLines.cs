using Digits.Data;
using Digits.Engine;

namespace Digits.Training;

/// <summary>So many lines of one source, and after them those of another.</summary>
/// <param name="first">The source of the first lines, which has the shape of all.</param>
/// <param name="count">How many.</param>
/// <param name="then">The source of the others, whose lines are as high and no wider.</param>
internal sealed class JoinedLines(ILineSource first, int count, ILineSource then) : ILineSource
{
    private readonly PlacedLines _then = new(then, first.Shape, seed: 0);

    /// <inheritdoc />
    public Shape Shape => first.Shape;

    /// <inheritdoc />
    public int MostSymbols { get; } = Math.Max(first.MostSymbols, then.MostSymbols);

    /// <inheritdoc />
    public int Draw(ulong number, Span<float> pixels, Span<byte> symbols) => number < (ulong)count
        ? first.Draw(number, pixels, symbols)
        : _then.Draw(number - (ulong)count, pixels, symbols);
}
