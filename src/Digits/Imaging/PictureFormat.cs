using Digits.Engine;

namespace Digits.Imaging;

/// <summary>Tells from a file's first bytes what it is, for messages.</summary>
internal static class PictureFormat
{
    private static readonly string[] _extensions = [".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff"];

    /// <summary>What can be read, for messages.</summary>
    internal const string Readable = "PNG, JPEG, WebP, BMP, GIF and TIFF are read";

    /// <summary>Whether a file's name is that of a picture.</summary>
    internal static bool HasExtension(string path) => _extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>The format's name.</summary>
    /// <exception cref="InvalidInputException">The bytes are not a picture that can be read; the message names what is known otherwise.</exception>
    internal static string Require(ReadOnlySpan<byte> file, string source)
    {
        if (file.IsEmpty)
            throw new InvalidInputException($"{source}: the file is empty.");
        return Of(file)
            ?? throw new InvalidInputException(Other(file) is { } other ? $"{source}: is {other}" : $"{source}: is not a picture of a known kind; {Readable}.");
    }

    /// <summary>The format's name by a file's first bytes; null where it is no picture that can be read.</summary>
    internal static string? Of(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith(PngSignature))
            return "PNG";
        if (file.StartsWith(JpegSignature))
            return "JPEG";
        if (file.StartsWith("GIF8"u8))
            return "GIF";
        if (file.StartsWith("RIFF"u8) && Has(file, 8, "WEBP"u8))
            return "WebP";
        if (file.StartsWith("BM"u8))
            return "BMP";
        bool isTiff = file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8) || file.StartsWith("II+\0"u8) || file.StartsWith("MM\0+"u8);
        return isTiff ? "TIFF" : null;
    }

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> JpegSignature => [0xFF, 0xD8, 0xFF];

    /// <summary>What a file is and how to make a picture of it, for the end of a sentence.</summary>
    private static string? Other(ReadOnlySpan<byte> file)
    {
        const string Convert = "export it as JPEG or PNG, or convert it with ImageMagick";
        if (file.StartsWith("%PDF"u8))
            return "a PDF document; make pictures of its pages first, such as with 'pdftoppm -r 300 -png document.pdf page' (Poppler).";
        if (Has(file, 4, "ftypavif"u8) || Has(file, 4, "ftypavis"u8))
            return $"an AVIF picture, which cannot be read; {Convert}: 'magick photo.avif photo.png'.";
        if (Has(file, 4, "ftyphe"u8) || Has(file, 4, "ftypmif1"u8) || Has(file, 4, "ftypmsf1"u8))
            return $"a HEIC picture, which cannot be read; {Convert}: 'magick photo.heic photo.jpg'.";
        return file.StartsWith("<svg"u8) || file.StartsWith("<?xml"u8)
            ? $"an SVG drawing or another XML file, which cannot be read; {Readable}: export it as one of these."
            : null;
    }

    private static bool Has(ReadOnlySpan<byte> file, int at, ReadOnlySpan<byte> bytes) => file.Length >= at && file[at..].StartsWith(bytes);
}
