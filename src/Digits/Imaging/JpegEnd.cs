using System.Buffers.Binary;

namespace Digits.Imaging;

/// <summary>Tells whether a JPEG file (ITU-T T.81, annex B) goes on to its end mark.</summary>
internal static class JpegEnd
{
    private const byte EndOfImage = 0xD9;

    /// <summary>Whether the end mark follows the segments and scans; those of thumbnails inside segments do not count.</summary>
    internal static bool IsThere(ReadOnlySpan<byte> jpeg)
    {
        ReadOnlySpan<byte> rest = jpeg[2..];
        while (Marker(ref rest) is { } marker)
        {
            if (marker == EndOfImage)
                return true;
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
                continue;
            if (rest.Length < 2)
                return false;
            rest = rest[Math.Min(rest.Length, Math.Max(2, (int)BinaryPrimitives.ReadUInt16BigEndian(rest)))..];
        }

        return false;
    }

    /// <summary>
    /// Goes behind the next marker: 0xFF and a byte that is neither 0, which stands for 0xFF in the data of a scan, nor 0xFF, which only fills.
    /// </summary>
    private static byte? Marker(ref ReadOnlySpan<byte> rest)
    {
        while (rest.IndexOf((byte)0xFF) is >= 0 and int at && at + 1 < rest.Length)
        {
            byte code = rest[at + 1];
            rest = rest[(at + (code == 0xFF ? 1 : 2))..];
            if (code is not 0 and not 0xFF)
                return code;
        }

        return null;
    }
}
