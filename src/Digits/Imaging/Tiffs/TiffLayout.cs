using BitMiracle.LibTiff.Classic;
using SkiaSharp;

namespace Digits.Imaging;

/// <summary>How a TIFF's page is stored.</summary>
internal sealed record TiffLayout
{
    private const int MostSamples = 8;

    internal required int Width { get; init; }

    internal required int Height { get; init; }

    /// <summary>Samples of a pixel: one for gray or palette, three for color, with one more for opacity.</summary>
    internal required int Samples { get; init; }

    /// <summary>Bits of a sample.</summary>
    internal required int Bits { get; init; }

    internal required Photometric Photometric { get; init; }

    /// <summary>Whether the samples of a pixel lie beside each other.</summary>
    internal required bool IsInterleaved { get; init; }

    /// <summary>Whether the samples are whole numbers from 0 on.</summary>
    internal required bool IsUnsigned { get; init; }

    /// <summary>What the sample behind the colors means; null where there is none.</summary>
    internal required ExtraSample? Alpha { get; init; }

    internal required SKEncodedOrigin Origin { get; init; }

    /// <summary>The colors before opacity.</summary>
    internal int Colors => Photometric == Photometric.RGB ? 3 : 1;

    /// <summary>Whether the samples become gray here, to the last bit; otherwise the library makes 8-bit colors of them first.</summary>
    internal bool IsPlain => IsInterleaved && Samples <= Colors + 1 && Photometric switch
    {
        Photometric.MINISBLACK or Photometric.MINISWHITE => Bits is 1 or 2 or 4 or 8 or 16 && (Samples == 1 || Bits is 8 or 16),
        Photometric.PALETTE => Bits is 1 or 2 or 4 or 8 && Samples == 1,
        Photometric.RGB => Bits is 8 or 16 && Samples >= 3,
        _ => false,
    };

    /// <summary>Whether the page can be read at all.</summary>
    internal bool IsReadable => IsUnsigned && Samples <= MostSamples && Bits is 1 or 2 or 4 or 8 or 16;

    /// <summary>Reads the tags of the page that a file stands at; null where they cannot be.</summary>
    /// <param name="tiff">The file.</param>
    /// <param name="fileLength">Its length in bytes.</param>
    internal static TiffLayout? Of(Tiff tiff, int fileLength)
    {
        int width = TiffTags.Number(tiff, TiffTag.IMAGEWIDTH) ?? 0;
        int height = TiffTags.Number(tiff, TiffTag.IMAGELENGTH) ?? 0;
        if (width < 1 || height < 1 || !PartsAreInFile(tiff, fileLength))
            return null;
        int samples = TiffTags.Number(tiff, TiffTag.SAMPLESPERPIXEL, 1);
        int bits = TiffTags.Number(tiff, TiffTag.BITSPERSAMPLE, 1);
        int origin = TiffTags.Number(tiff, TiffTag.ORIENTATION, (int)SKEncodedOrigin.TopLeft);
        return new TiffLayout
        {
            Width = width,
            Height = height,
            Samples = samples,
            Bits = bits,
            // Some fax programs leave it out; fax is white where no ink is.
            Photometric = (Photometric)(TiffTags.Number(tiff, TiffTag.PHOTOMETRIC) ?? (int)(samples >= 3 ? Photometric.RGB : Photometric.MINISWHITE)),
            IsInterleaved = samples == 1 || TiffTags.Number(tiff, TiffTag.PLANARCONFIG, 1) == (int)PlanarConfig.CONTIG,
            IsUnsigned = TiffTags.Number(tiff, TiffTag.SAMPLEFORMAT, 1) is (int)SampleFormat.UINT or (int)SampleFormat.VOID,
            Alpha = AlphaOf(tiff),
            Origin = origin is >= 1 and <= 8 ? (SKEncodedOrigin)origin : SKEncodedOrigin.TopLeft,
        };
    }

    private static ExtraSample? AlphaOf(Tiff tiff) =>
        tiff.GetField(TiffTag.EXTRASAMPLES) is [var count, var kinds] && count.ToInt() > 0 ? (ExtraSample)kinds.ToShortArray()[0] : null;

    /// <summary>Whether the page's strips or tiles lie within the file.</summary>
    private static bool PartsAreInFile(Tiff tiff, int fileLength)
    {
        long[]? starts = Numbers(tiff, tiff.IsTiled() ? TiffTag.TILEOFFSETS : TiffTag.STRIPOFFSETS);
        long[]? lengths = Numbers(tiff, tiff.IsTiled() ? TiffTag.TILEBYTECOUNTS : TiffTag.STRIPBYTECOUNTS);
        return starts is not null && lengths is not null && starts.Length == lengths.Length
            && starts.Zip(lengths).All(part => part.First >= 0 && part.Second >= 0 && part.First + part.Second <= fileLength);
    }

    private static long[]? Numbers(Tiff tiff, TiffTag tag) => tiff.GetField(tag)?[0].Value switch
    {
        long[] numbers => numbers,
        ulong[] numbers => [.. numbers.Select(number => (long)Math.Min(number, long.MaxValue))],
        uint[] numbers => [.. numbers.Select(number => (long)number)],
        int[] numbers => [.. numbers.Select(number => (long)(uint)number)],
        _ => null,
    };
}
