using System.Buffers.Binary;
using Digits.Imaging;

namespace Digits.Server.Tests;

/// <summary>Writes TIFF files of gray pages without compression.</summary>
internal static class PlainTiff
{
    private const int Entries = 8;

    internal static byte[] Of(params IReadOnlyList<GrayImage> pages)
    {
        List<byte> file = [.. "II*\0"u8, 0, 0, 0, 0];
        int link = 4;
        foreach (GrayImage page in pages)
        {
            int strip = file.Count;
            file.AddRange(page.Pixels);
            if (file.Count % 2 == 1)
                file.Add(0);
            Link(file, link);
            Number(file, Entries, 2);
            // Width, height, bits, no compression, black is zero, where the strip is, its rows, its bytes.
            ReadOnlySpan<int> tags = [256, 257, 258, 259, 262, 273, 278, 279];
            ReadOnlySpan<int> values = [page.Width, page.Height, 8, 1, 1, strip, page.Height, page.Width * page.Height];
            for (int i = 0; i < Entries; i++)
            {
                const int Long = 4;
                Number(file, tags[i], 2);
                Number(file, Long, 2);
                Number(file, 1, 4);
                Number(file, values[i], 4);
            }

            link = file.Count;
            Number(file, 0, 4);
        }

        return [.. file];
    }

    /// <summary>A page of a picture that is encoded.</summary>
    internal static GrayImage Page(byte[] picture) => Picture.Load(new MemoryStream(picture));

    /// <summary>Says where the next page's table begins.</summary>
    private static void Link(List<byte> file, int at)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, file.Count);
        for (int i = 0; i < bytes.Length; i++)
            file[at + i] = bytes[i];
    }

    private static void Number(List<byte> file, int value, int bytes)
    {
        for (int i = 0; i < bytes; i++)
            file.Add((byte)(value >> (8 * i)));
    }
}
