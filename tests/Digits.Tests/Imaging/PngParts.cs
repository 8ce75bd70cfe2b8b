using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Digits.Tests.Imaging;

/// <summary>Builds PNG files, sound or not, from their parts.</summary>
internal static class PngParts
{
    public static byte[] Header(uint width, uint height, byte depth = 8, byte color = 0, byte interlace = 0)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (depth, color, interlace);
        return header;
    }

    /// <summary>Signature, header, the given chunks and the end, all with true checksums.</summary>
    public static byte[] Build(byte[] header, params (string Type, byte[] Data)[] chunks) =>
        [0x89, .. "PNG\r\n\x1A\n"u8, .. Chunk("IHDR", header), .. chunks.SelectMany(c => Chunk(c.Type, c.Data)), .. Chunk("IEND", [])];

    /// <summary>The content of the first IDAT chunk.</summary>
    public static byte[] Data(byte[] png)
    {
        int at = png.AsSpan().IndexOf("IDAT"u8);
        return png[(at + 4)..(at + 4 + BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at - 4)))];
    }

    /// <summary>Rows as a zlib stream.</summary>
    public static byte[] Deflate(byte[] rows)
    {
        using MemoryStream packed = new();
        using (ZLibStream stream = new(packed, CompressionLevel.Optimal, leaveOpen: true))
            stream.Write(rows);
        return packed.ToArray();
    }

    /// <summary>A copy with one byte changed.</summary>
    public static byte[] With(byte[] png, int at, byte value)
    {
        byte[] copy = (byte[])png.Clone();
        copy[at] = value;
        return copy;
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] chunk = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(type), .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    /// <summary>CRC-32 with the reflected polynomial 0xEDB88320, bit by bit.</summary>
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        return ~crc;
    }
}
