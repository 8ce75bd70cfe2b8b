using Digits.Imaging;

namespace Digits.Reading;

/// <summary>What was read in a row of a page.</summary>
/// <param name="Row">The row.</param>
/// <param name="Line">Its digits.</param>
/// <param name="Others">How many digits would have room in the ink that holds none.</param>
internal sealed record RowReading(WritingRow Row, ReadLine Line, double Others)
{
    internal IReadOnlyList<ReadDigit> Digits => Line.Digits;
}
