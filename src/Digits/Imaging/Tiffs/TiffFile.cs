using BitMiracle.LibTiff.Classic;
using Digits.Engine;

namespace Digits.Imaging;

/// <summary>A TIFF file in memory, with its pages: gray, color, palette or fax, in strips or tiles, of every compression that LibTiff knows.</summary>
internal sealed class TiffFile : IDisposable
{
    private readonly Tiff _tiff;
    private readonly TiffStructure _structure;
    private readonly string _source;
    private readonly PictureOptions _options;
    private readonly byte[] _file;

    static TiffFile() => Tiff.SetErrorHandler(new SilentTiffErrors());

    private TiffFile(Tiff tiff, TiffStructure structure, byte[] file, string source, PictureOptions options) =>
        (_tiff, _structure, _file, _source, _options) = (tiff, structure, file, source, options);

    /// <summary>Opens a file.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="source">What messages call it.</param>
    /// <param name="options">What is accepted.</param>
    /// <exception cref="InvalidInputException">The file is damaged.</exception>
    internal static TiffFile Open(byte[] file, string source, PictureOptions options)
    {
        TiffStructure structure = new(file);
        if (structure.Pages.Count == 0)
            throw Damaged(source);
        // The library reads the first page's table at once.
        Check(structure.Pages[0], source, options);
        MemoryStream stream = new(file, writable: false);
        Tiff? tiff = Guard(source, () => Tiff.ClientOpen(source, "r", stream, new TiffStream()));
        return tiff is null ? throw Damaged(source) : new TiffFile(tiff, structure, file, source, options);
    }

    /// <summary>Decodes the pages as they are asked for. Thumbnails and masks are left out, unless there is nothing else.</summary>
    /// <exception cref="InvalidInputException">A page is damaged, of a kind that cannot be read, or has too many pixels.</exception>
    internal IEnumerable<GrayImage> Pages()
    {
        short[] all = [.. Enumerable.Range(0, _structure.Pages.Count).Select(page => (short)page)];
        bool hasPages = false;
        // The library walks the chain from its beginning for each look at a page, so that nobody looks at pages that are not asked for.
        foreach (short page in all.Where(page => Guard(_source, () => IsPage(page))))
        {
            hasPages = true;
            yield return Guard(_source, () => Decode(page));
        }

        foreach (short page in hasPages ? [] : all)
            yield return Guard(_source, () => Decode(page));
        if (!_structure.IsWhole)
            throw Damaged(_source);
    }

    /// <summary>Decodes the first page of a file that is whole.</summary>
    /// <exception cref="InvalidInputException">As for <see cref="Pages"/>.</exception>
    internal GrayImage FirstPage() => _structure.IsWhole ? Pages().First() : throw Damaged(_source);

    public void Dispose() => _tiff.Dispose();

    private bool IsPage(short directory)
    {
        const int Whole = 0;
        const int OneOfSeveral = 2;
        // Damage is told when the page's turn comes.
        return !_structure.Pages[directory].IsSound || !_tiff.SetDirectory(directory)
            || (TiffTags.Number(_tiff, TiffTag.SUBFILETYPE) ?? Whole) is Whole or OneOfSeveral;
    }

    private GrayImage Decode(short directory)
    {
        Check(_structure.Pages[directory], _source, _options);
        if (!_tiff.SetDirectory(directory))
            throw Damaged(_source);
        TiffLayout layout = TiffLayout.Of(_tiff, _file.Length) ?? throw Damaged(_source);
        if ((layout.Width, layout.Height) != (_structure.Pages[directory].Width, _structure.Pages[directory].Height))
            throw Damaged(_source);
        if (!layout.IsReadable)
        {
            throw new InvalidInputException(
                $"{_source}: the TIFF file has {layout.Samples} samples of {layout.Bits} bits a pixel, which cannot be read; save it as PNG or an 8-bit TIFF.");
        }

        byte[]? gray = layout.IsPlain ? TiffRaster.Gray(_tiff, layout) : TiffRaster.GrayOfAnyColor(_tiff, layout);
        return gray is null
            ? throw Damaged(_source)
            : Orientation.Upright(new GrayImage(layout.Width, layout.Height, gray), layout.Origin);
    }

    /// <summary>Makes sure that a page may be given to the library.</summary>
    private static void Check(TiffPage page, string source, PictureOptions options)
    {
        if (page is { Width: > 0 and <= int.MaxValue, Height: > 0 and <= int.MaxValue }
            && page.Width * page.Height > Math.Min(options.MaxPixels, PictureDecoder.MostPixels))
        {
            throw PictureDecoder.TooLarge(source, (int)page.Width, (int)page.Height, options);
        }

        if (!page.IsSound)
            throw Damaged(source);
    }

    /// <summary>Calls the library, which answers damaged files with any exception there is.</summary>
    private static T Guard<T>(string source, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception e) when (e is not DigitsException and not OutOfMemoryException)
        {
            throw Damaged(source, e);
        }
    }

    private static InvalidInputException Damaged(string source, Exception? inner = null)
    {
        string message = $"{source}: the TIFF file is damaged, cut short, or of a kind that cannot be read.";
        return inner is null ? new InvalidInputException(message) : new InvalidInputException(message, inner);
    }
}
