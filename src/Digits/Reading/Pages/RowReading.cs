using Digits.Imaging;

namespace Digits.Reading;

/// <summary>What was read in a row of a page.</summary>
/// <param name="Row">The row.</param>
/// <param name="Digits">Its digits, from left to right.</param>
/// <param name="Confidence">The probability that these are the row's digits, none missing and none too many.</param>
/// <param name="Others">How many digits would have room in the ink that holds none.</param>
internal sealed record RowReading(WritingRow Row, IReadOnlyList<ReadDigit> Digits, double Confidence, double Others);
