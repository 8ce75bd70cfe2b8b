using System.Buffers.Binary;
using System.IO.Compression;

namespace Digits.Imaging;

/// <summary>Writes PNG of 8 bits a sample: every row by the "up" filter, which suits both scans and plots, then deflate.</summary>
internal static class PngEncoder
{
    private const byte Up = 2;

    public static byte[] Encode(int width, int height, PngColor color, ReadOnlySpan<byte> samples)
    {
        using MemoryStream png = new();
        png.Write(PngChunks.Signature);
        Span<byte> header = stackalloc byte[PngHeader.Length];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = (byte)color;
        header[10..].Clear();
        WriteChunk(png, "IHDR"u8, header);
        WriteChunk(png, "IDAT"u8, Deflate(samples, height));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static byte[] Deflate(ReadOnlySpan<byte> samples, int height)
    {
        int stride = samples.Length / height;
        using MemoryStream packed = new();
        using (ZLibStream stream = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            byte[] filtered = new byte[stride + 1];
            filtered[0] = Up;
            ReadOnlySpan<byte> above = new byte[stride];
            for (int y = 0; y < height; y++)
            {
                ReadOnlySpan<byte> row = samples.Slice(y * stride, stride);
                for (int i = 0; i < stride; i++)
                    filtered[i + 1] = (byte)(row[i] - above[i]);
                stream.Write(filtered);
                above = row;
            }
        }

        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.Of(chunk.AsSpan(4, 4 + data.Length)));
        png.Write(chunk);
    }
}
