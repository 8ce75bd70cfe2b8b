using Digits.Imaging;

namespace Digits.Reading;

/// <summary>What was read in a row of a page.</summary>
/// <param name="Row">The row.</param>
/// <param name="Digits">Its digits, from left to right.</param>
/// <param name="Confidence">The probability that these are the row's digits, none missing and none too many.</param>
/// <param name="Others">How many groups of its ink hold no digit.</param>
internal sealed record RowReading(WritingRow Row, IReadOnlyList<ReadDigit> Digits, double Confidence, int Others);
