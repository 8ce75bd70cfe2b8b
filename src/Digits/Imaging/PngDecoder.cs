using System.IO.Compression;
using Digits.Engine;

namespace Digits.Imaging;

/// <summary>Puts a PNG together: chunks, inflate, filters.</summary>
internal static class PngDecoder
{
    // A stream of deflate's shortest codes unpacks to 1,032 times its size and no further.
    private const long MaxDeflateRatio = 1032;

    public static GrayImage Decode(ReadOnlySpan<byte> png, string source)
    {
        PngChunks chunks = new(png, source);
        chunks.MoveNext();
        if (!chunks.Type.SequenceEqual("IHDR"u8))
            throw new InvalidInputException($"{source}: damaged PNG: it starts with {chunks.Name} instead of IHDR.");
        PngHeader header = PngHeader.Read(chunks.Data, source);
        if (header is not { BitDepth: 8, Color: PngColor.Gray, Interlaced: false })
            throw new InvalidInputException($"{source}: a PNG of {header.Kind}; only 8-bit greyscale without interlacing is read: convert it.");
        byte[] packed = CollectData(ref chunks, source);
        return new GrayImage(header.Width, header.Height, Inflate(packed, header, source));
    }

    // The picture's data may be cut into any number of IDAT chunks, in one run.
    private static byte[] CollectData(ref PngChunks chunks, string source)
    {
        using MemoryStream data = new();
        bool inData = false, afterData = false;
        while (true)
        {
            chunks.MoveNext();
            if (chunks.Type.SequenceEqual("IDAT"u8))
            {
                if (afterData)
                    throw new InvalidInputException($"{source}: damaged PNG: its IDAT chunks are not in one run.");
                inData = true;
                data.Write(chunks.Data);
                continue;
            }

            afterData = inData;
            if (chunks.Type.SequenceEqual("IEND"u8))
                break;
            if (chunks.Type.SequenceEqual("tRNS"u8))
                throw new InvalidInputException($"{source}: a PNG with a transparent colour; only opaque greyscale is read: convert it.");
            if (!chunks.IsAncillary)
                throw new InvalidInputException($"{source}: damaged PNG: a {chunks.Name} chunk has no place in a greyscale picture.");
        }

        return inData ? data.ToArray() : throw new InvalidInputException($"{source}: damaged PNG: it has no IDAT chunk, so no picture.");
    }

    private static byte[] Inflate(byte[] packed, PngHeader header, string source)
    {
        int stride = header.Width * header.Channels;
        long unpacked = (stride + 1L) * header.Height;
        // Before any allocation: a lying header must not cost memory.
        if (unpacked > packed.Length * MaxDeflateRatio)
            throw TooShort(header, source);
        byte[] samples = GC.AllocateUninitializedArray<byte>(stride * header.Height);
        try
        {
            using ZLibStream stream = new(new MemoryStream(packed), CompressionMode.Decompress);
            ReadOnlySpan<byte> above = new byte[stride];
            for (int y = 0; y < header.Height; y++)
            {
                int filter = stream.ReadByte();
                Span<byte> row = samples.AsSpan(y * stride, stride);
                if (filter < 0 || stream.ReadAtLeast(row, stride, throwOnEndOfStream: false) < stride)
                    throw TooShort(header, source);
                PngFilter.Undo(filter, row, above, header.Channels, source);
                above = row;
            }

            if (stream.ReadByte() >= 0)
                throw new InvalidInputException($"{source}: damaged PNG: it holds more data than {header.Width}x{header.Height} pixels.");
        }
        catch (InvalidDataException e)
        {
            throw new InvalidInputException($"{source}: damaged PNG: its compressed data cannot be unpacked.", e);
        }

        return samples;
    }

    private static InvalidInputException TooShort(PngHeader header, string source)
    {
        return new InvalidInputException($"{source}: damaged PNG: its data ends before the last of {header.Width}x{header.Height} pixels.");
    }
}
