using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;

namespace Digits.Imaging;

/// <summary>Decodes the strips or tiles of a TIFF's page and makes gray of them.</summary>
internal static class TiffRaster
{
    /// <summary>Gray of the samples as they are stored, <c>[Height, Width]</c>; null where they cannot be decoded.</summary>
    internal static byte[]? Gray(Tiff tiff, TiffLayout layout)
    {
        TiffGray convert = new(tiff, layout);
        byte[] gray = GC.AllocateUninitializedArray<byte>(layout.Width * layout.Height);
        return tiff.IsTiled() ? Tiles(tiff, layout, convert, gray) : Rows(tiff, layout, convert, gray);
    }

    /// <summary>Gray of any other color model, which the library makes 8-bit red, green and blue of.</summary>
    internal static byte[]? GrayOfAnyColor(Tiff tiff, TiffLayout layout)
    {
        int[] pixels = new int[layout.Width * layout.Height];
        // As stored: turning it upright comes later, for all kinds alike.
        var stored = (BitMiracle.LibTiff.Classic.Orientation)layout.Origin;
        if (!tiff.ReadRGBAImageOriented(layout.Width, layout.Height, pixels, stored, stopOnError: true))
            return null;
        byte[] gray = GC.AllocateUninitializedArray<byte>(pixels.Length);
        Luma.OfRow(MemoryMarshal.AsBytes<int>(pixels), gray);
        return gray;
    }

    private static byte[]? Rows(Tiff tiff, TiffLayout layout, TiffGray convert, byte[] gray)
    {
        byte[] row = new byte[tiff.ScanlineSize()];
        for (int y = 0; y < layout.Height; y++)
        {
            if (!tiff.ReadScanline(row, y))
                return null;
            convert.Row(row, gray.AsSpan(y * layout.Width, layout.Width));
        }

        return gray;
    }

    private static byte[]? Tiles(Tiff tiff, TiffLayout layout, TiffGray convert, byte[] gray)
    {
        (int width, int height) = (TiffTags.Number(tiff, TiffTag.TILEWIDTH, 0), TiffTags.Number(tiff, TiffTag.TILELENGTH, 0));
        long rowBytes = (((long)width * layout.Samples * layout.Bits) + 7) / 8;
        // A tile may be larger than the picture, but not by much.
        const int MostPadding = 4096;
        if (width < 1 || height < 1 || width > layout.Width + MostPadding || height > layout.Height + MostPadding || rowBytes * height > Array.MaxLength)
            return null;
        byte[] tile = new byte[rowBytes * height];
        for (int top = 0; top < layout.Height; top += height)
        {
            for (int left = 0; left < layout.Width; left += width)
            {
                if (tiff.ReadEncodedTile(tiff.ComputeTile(left, top, 0, 0), tile, 0, tile.Length) != tile.Length)
                    return null;
                for (int y = 0; y < Math.Min(height, layout.Height - top); y++)
                {
                    Span<byte> to = gray.AsSpan(((top + y) * layout.Width) + left, Math.Min(width, layout.Width - left));
                    convert.Row(tile.AsSpan((int)(y * rowBytes), (int)rowBytes), to);
                }
            }
        }

        return gray;
    }
}
