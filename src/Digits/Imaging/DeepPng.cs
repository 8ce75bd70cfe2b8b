using System.Buffers.Binary;
using System.IO.Compression;

namespace Digits.Imaging;

/// <summary>
/// The luma of a PNG of 16 bits a sample (ISO/IEC 15948), rounded once. SkiaSharp drops the lower byte of each sample, which is darker by up to one level.
/// It has decoded the file before, so checksums, the header and the size are known to be right here.
/// </summary>
internal static class DeepPng
{
    private static readonly (int X, int Y, int StepX, int StepY)[] _whole = [(0, 0, 1, 1)];

    /// <summary>The seven passes of an interlaced picture (Adam7).</summary>
    private static readonly (int X, int Y, int StepX, int StepY)[] _interlaced =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>Whether a PNG has 16 bits a sample.</summary>
    internal static bool IsDeep(ReadOnlySpan<byte> png) => png[24] == 16;

    /// <summary>Decodes a sound picture.</summary>
    /// <returns>The pixels, row-major <c>[height, width]</c>.</returns>
    internal static byte[] Gray(byte[] png, int width, int height, bool isOpaque)
    {
        (byte[] packed, byte[] transparent) = Chunks(png);
        using ZLibStream rows = new(new MemoryStream(packed), CompressionMode.Decompress);
        int pixelBytes = png[25] switch { 0 => 2, 2 => 6, 4 => 4, _ => 8 };
        byte[] gray = new byte[width * height];
        foreach ((int left, int top, int stepX, int stepY) in png[28] == 1 ? _interlaced : _whole)
        {
            int columns = (width - left + stepX - 1) / stepX;
            byte[] above = new byte[columns * pixelBytes];
            byte[] row = new byte[columns * pixelBytes];
            for (int y = columns > 0 ? top : height; y < height; y += stepY)
            {
                int filter = rows.ReadByte();
                rows.ReadExactly(row);
                Unfilter(filter, row, above, pixelBytes);
                for (int i = 0; i < columns; i++)
                    gray[(y * width) + left + (i * stepX)] = Luma16(row.AsSpan(i * pixelBytes, pixelBytes), isOpaque ? [] : transparent);
                (above, row) = (row, above);
            }
        }

        return gray;
    }

    /// <summary>The compressed rows, and the color that is transparent (empty for none).</summary>
    private static (byte[] Packed, byte[] Transparent) Chunks(ReadOnlySpan<byte> png)
    {
        using MemoryStream packed = new();
        byte[] transparent = [];
        ReadOnlySpan<byte> rest = png[8..];
        while (rest.Length >= 8 && !rest.Slice(4, 4).SequenceEqual("IEND"u8))
        {
            // The last chunk may lack its checksum.
            int length = Math.Min(BinaryPrimitives.ReadInt32BigEndian(rest), rest.Length - 8);
            ReadOnlySpan<byte> data = rest.Slice(8, length);
            if (rest.Slice(4, 4).SequenceEqual("IDAT"u8))
                packed.Write(data);
            else if (rest.Slice(4, 4).SequenceEqual("tRNS"u8))
                transparent = data.ToArray();
            rest = rest[Math.Min(rest.Length, 12 + length)..];
        }

        return (packed.ToArray(), transparent);
    }

    /// <summary>Undoes the filter of a row: each byte was stored as its difference from one that is predicted from bytes to the left and above.</summary>
    private static void Unfilter(int filter, Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        for (int i = 0; i < row.Length; i++)
        {
            int left = i < pixelBytes ? 0 : row[i - pixelBytes];
            row[i] += (byte)(filter switch
            {
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                4 => Paeth(left, above[i], i < pixelBytes ? 0 : above[i - pixelBytes]),
                _ => 0,
            });
        }
    }

    /// <summary>Whichever of left, above and above-left is nearest to left + above - above-left; ties in that order.</summary>
    private static int Paeth(int left, int above, int aboveLeft)
    {
        int toLeft = Math.Abs(above - aboveLeft);
        int toAbove = Math.Abs(left - aboveLeft);
        int toAboveLeft = Math.Abs(left + above - (2 * aboveLeft));
        if (toLeft <= toAbove && toLeft <= toAboveLeft)
            return left;
        return toAbove <= toAboveLeft ? above : aboveLeft;
    }

    private static byte Luma16(ReadOnlySpan<byte> pixel, ReadOnlySpan<byte> transparent)
    {
        int first = Sample(pixel, 0);
        int alpha = pixel.SequenceEqual(transparent) ? 0 : ushort.MaxValue;
        return pixel.Length switch
        {
            2 => Luma.Of(first, first, first, alpha),
            4 => Luma.Of(first, first, first, Sample(pixel, 1)),
            6 => Luma.Of(first, Sample(pixel, 1), Sample(pixel, 2), alpha),
            _ => Luma.Of(first, Sample(pixel, 1), Sample(pixel, 2), Sample(pixel, 3)),
        };
    }

    private static int Sample(ReadOnlySpan<byte> pixel, int index) => BinaryPrimitives.ReadUInt16BigEndian(pixel[(2 * index)..]);
}
