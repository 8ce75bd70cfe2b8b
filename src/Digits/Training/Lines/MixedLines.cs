using Digits.Data;
using Digits.Engine;

namespace Digits.Training;

/// <summary>Lines of two sources by chance.</summary>
/// <param name="own">One source, which has the shape of the mixture.</param>
/// <param name="drawn">Another, whose lines are as high and no wider; they stand anywhere in the width.</param>
/// <param name="ownShare">The share of lines from <paramref name="own"/>.</param>
/// <param name="seed">Chooses which.</param>
internal sealed class MixedLines(ILineSource own, ILineSource drawn, double ownShare, ulong seed) : ILineSource
{
    private readonly PlacedLines _drawn = new(drawn, own.Shape, seed + 1);

    /// <inheritdoc />
    public Shape Shape => own.Shape;

    /// <inheritdoc />
    public int MostSymbols { get; } = Math.Max(own.MostSymbols, drawn.MostSymbols);

    /// <inheritdoc />
    public int Draw(ulong number, Span<float> pixels, Span<byte> symbols) => new SeededRandom(seed, number).Happens(ownShare)
        ? own.Draw(number, pixels, symbols)
        : _drawn.Draw(number, pixels, symbols);
}
