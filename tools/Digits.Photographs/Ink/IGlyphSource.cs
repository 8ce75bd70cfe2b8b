using Digits.Data;

namespace Digits.Photographs;

/// <summary>Where the writing of one photograph comes from: one hand.</summary>
internal interface IGlyphSource
{
    /// <summary>The next number: a whole one as it was written, or a digit alone.</summary>
    /// <param name="digits">How many digits are wanted; a source of whole numbers gives one that is near.</param>
    /// <param name="random">Chooses.</param>
    IReadOnlyList<Glyph> Next(int digits, SeededRandom random);
}
