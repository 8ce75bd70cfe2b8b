using BitMiracle.LibTiff.Classic;
using Digits.Data;
using Digits.Tests.Data;

namespace Digits.Tests.Imaging;

/// <summary>Makes TIFF files.</summary>
internal static class MakeTiff
{
    internal const int Width = 23;
    internal const int Height = 17;

    /// <summary>A small sound file of most kinds, by name.</summary>
    internal static IEnumerable<(string Name, byte[] File)> Samples()
    {
        yield return ("gray.tif", Gray(Compression.NONE));
        yield return ("lzw.tif", Page(Photometric.RGB, 3, 8, Compression.LZW));
        yield return ("deflate16.tif", Page(Photometric.MINISBLACK, 1, 16, Compression.ADOBE_DEFLATE));
        yield return ("g4.tif", Page(Photometric.MINISWHITE, 1, 1, Compression.CCITTFAX4));
        yield return ("g3.tif", Page(Photometric.MINISWHITE, 1, 1, Compression.CCITTFAX3));
        yield return ("packbits.tif", Page(Photometric.PALETTE, 1, 8, Compression.PACKBITS));
        yield return ("jpeg.tif", Page(Photometric.MINISBLACK, 1, 8, Compression.JPEG));
        yield return ("tiles.tif", Page(Photometric.MINISBLACK, 1, 8, Compression.LZW, isTiled: true));
        yield return ("pages.tif", Pages(3));
    }

    /// <summary>A gray page whose pixel (x, y) is 10 x + y.</summary>
    internal static byte[] Gray(Compression compression, short orientation = 1) => Write(tiff => WriteGray(tiff, compression, orientation, FileType.PAGE, 0));

    /// <summary>Gray pages, of which each is brighter by one than the one before.</summary>
    internal static byte[] Pages(int count, params int[] thumbnails) => Write(tiff =>
    {
        for (int page = 0; page < count; page++)
        {
            WriteGray(tiff, Compression.LZW, 1, thumbnails.Contains(page) ? FileType.REDUCEDIMAGE : FileType.PAGE, page);
            tiff.WriteDirectory();
        }
    });

    /// <summary>A page of noise.</summary>
    internal static byte[] Page(Photometric photometric, int samples, int bits, Compression compression, bool isTiled = false) => Write(tiff =>
    {
        Tags(tiff, photometric, samples, bits, compression);
        if (photometric == Photometric.PALETTE)
        {
            ushort[] colors = [.. Enumerable.Range(0, 256).Select(i => (ushort)(257 * (255 - i)))];
            tiff.SetField(TiffTag.COLORMAP, colors, colors, colors);
        }

        SeededRandom random = new(3);
        if (!isTiled)
        {
            tiff.SetField(TiffTag.ROWSPERSTRIP, 8);
            for (int y = 0; y < Height; y++)
                tiff.WriteScanline(Make.Bytes(random, tiff.ScanlineSize()), y);
            return;
        }

        tiff.SetField(TiffTag.TILEWIDTH, 16);
        tiff.SetField(TiffTag.TILELENGTH, 16);
        for (int tile = 0; tile < tiff.NumberOfTiles(); tile++)
            tiff.WriteEncodedTile(tile, Make.Bytes(random, tiff.TileSize()), tiff.TileSize());
    });

    private static void WriteGray(Tiff tiff, Compression compression, short orientation, FileType type, int brighter)
    {
        Tags(tiff, Photometric.MINISBLACK, 1, 8, compression);
        tiff.SetField(TiffTag.ORIENTATION, (Orientation)orientation);
        tiff.SetField(TiffTag.SUBFILETYPE, type);
        for (int y = 0; y < Height; y++)
            tiff.WriteScanline([.. Enumerable.Range(0, Width).Select(x => (byte)((10 * x) + y + brighter))], y);
    }

    private static void Tags(Tiff tiff, Photometric photometric, int samples, int bits, Compression compression)
    {
        tiff.SetField(TiffTag.IMAGEWIDTH, Width);
        tiff.SetField(TiffTag.IMAGELENGTH, Height);
        tiff.SetField(TiffTag.SAMPLESPERPIXEL, samples);
        tiff.SetField(TiffTag.BITSPERSAMPLE, bits);
        tiff.SetField(TiffTag.PHOTOMETRIC, photometric);
        tiff.SetField(TiffTag.COMPRESSION, compression);
        tiff.SetField(TiffTag.PLANARCONFIG, PlanarConfig.CONTIG);
    }

    private static byte[] Write(Action<Tiff> write)
    {
        MemoryStream stream = new();
        using (Tiff tiff = Tiff.ClientOpen("made", "w", stream, new TiffStream()))
            write(tiff);
        return stream.ToArray();
    }
}
