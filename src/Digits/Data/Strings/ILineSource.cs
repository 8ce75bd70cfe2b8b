using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// Lines of writing to train a lines network on, any number of them, each a function of its number alone. Any number of threads may draw at once.
/// </summary>
internal interface ILineSource
{
    /// <summary>The shape of a line, <c>[1, H, W]</c>; a shorter line stands somewhere in it, with nothing around it.</summary>
    Shape Shape { get; }

    /// <summary>The most symbols that a line has.</summary>
    int MostSymbols { get; }

    /// <summary>Draws a line.</summary>
    /// <param name="number">Which one.</param>
    /// <param name="pixels">Receives <c>[H, W]</c>, ink bright, as <see cref="Imaging.LineContrast"/> leaves it.</param>
    /// <param name="symbols">Receives the line's <see cref="LineSymbols"/> from left to right; has room for <see cref="MostSymbols"/>.</param>
    /// <returns>The number of symbols, at least 1.</returns>
    int Draw(ulong number, Span<float> pixels, Span<byte> symbols);
}
