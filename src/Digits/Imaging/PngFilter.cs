using Digits.Engine;

namespace Digits.Imaging;

/// <summary>Undoes the five filters by which PNG predicts a byte from its neighbours (ISO/IEC 15948, clause 9).</summary>
internal static class PngFilter
{
    /// <summary>Turns one filtered row back into samples, in place.</summary>
    /// <param name="type">The filter: 0 none, 1 left, 2 up, 3 average, 4 Paeth.</param>
    /// <param name="row">The filtered bytes of the row.</param>
    /// <param name="above">The finished row above, as long; zeros above the first.</param>
    /// <param name="bytesPerPixel">How far to the left a byte's neighbour is.</param>
    /// <param name="source">What messages call the picture.</param>
    public static void Undo(int type, Span<byte> row, ReadOnlySpan<byte> above, int bytesPerPixel, string source)
    {
        switch (type)
        {
            case 0:
                break;
            case 1:
                for (int i = bytesPerPixel; i < row.Length; i++)
                    row[i] += row[i - bytesPerPixel];
                break;
            case 2:
                for (int i = 0; i < row.Length; i++)
                    row[i] += above[i];
                break;
            case 3:
                for (int i = 0; i < row.Length; i++)
                    row[i] += (byte)(((i < bytesPerPixel ? 0 : row[i - bytesPerPixel]) + above[i]) / 2);
                break;
            case 4:
                for (int i = 0; i < row.Length; i++)
                    row[i] += i < bytesPerPixel ? above[i] : Paeth(row[i - bytesPerPixel], above[i], above[i - bytesPerPixel]);
                break;
            default:
                throw new InvalidInputException($"{source}: damaged PNG: there is no row filter {type}.");
        }
    }

    /// <summary>Whichever of left, above and above-left is nearest to left + above - above-left; ties in that order.</summary>
    private static byte Paeth(int left, int above, int aboveLeft)
    {
        int toLeft = Math.Abs(above - aboveLeft);
        int toAbove = Math.Abs(left - aboveLeft);
        int toAboveLeft = Math.Abs(left + above - 2 * aboveLeft);
        if (toLeft <= toAbove && toLeft <= toAboveLeft)
            return (byte)left;
        return (byte)(toAbove <= toAboveLeft ? above : aboveLeft);
    }
}
