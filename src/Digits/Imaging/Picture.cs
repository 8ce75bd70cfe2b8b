using Digits.Engine;

namespace Digits.Imaging;

/// <summary>
/// Loads pictures as planes of gray, and saves them. PNG, JPEG, WebP, BMP, GIF and TIFF are read, the first frame of an animation and the first page of a
/// TIFF, unless <see cref="LoadPages(string, PictureOptions?)"/> is asked for all.
/// </summary>
/// <remarks>
/// <para>Gray is luma: 0.212656 R + 0.715158 G + 0.072186 B of the stored values (ITU-R BT.709, whose primaries are sRGB's), as ImageMagick's
/// <c>-colorspace Gray</c> has it, rounded to the nearest of 256 levels. Where red, green and blue are equal, gray is that value: a gray picture keeps
/// its bytes. Color profiles and gamma are not applied.</para>
/// <para>Transparent pixels lie on white. A picture that EXIF or TIFF says is turned or mirrored is set upright.</para>
/// </remarks>
public static class Picture
{
    private const int MaxFileBytes = 1 << 30;

    /// <summary>Loads a file.</summary>
    /// <param name="path">The file; its content says what kind of picture it is, not its name.</param>
    /// <param name="options">What is accepted; the defaults where null.</param>
    /// <exception cref="InvalidInputException">
    /// The file cannot be read, is not a picture of a known kind, is damaged or cut short, or has too many pixels.
    /// </exception>
    public static GrayImage Load(string path, PictureOptions? options = null) => Decode(InputFile.ReadAllBytes(path, MaxFileBytes), path, options);

    /// <summary>Loads from a stream, from where it stands to its end.</summary>
    /// <param name="stream">The encoded picture.</param>
    /// <param name="options">What is accepted; the defaults where null.</param>
    /// <exception cref="InvalidInputException">The bytes are not a picture of a known kind, are damaged or cut short, or have too many pixels.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static GrayImage Load(Stream stream, PictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return Decode(bytes.ToArray(), "the picture", options);
    }

    /// <summary>Loads the pages of a file one after another: those of a TIFF of several, or the one picture of any other kind.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What is accepted; the defaults where null. The limit of pixels holds for each page.</param>
    /// <exception cref="InvalidInputException">As for <see cref="Load(string, PictureOptions?)"/>; thrown where the damaged page is reached.</exception>
    public static IEnumerable<GrayImage> LoadPages(string path, PictureOptions? options = null) =>
        DecodePages(InputFile.ReadAllBytes(path, MaxFileBytes), path, options);

    /// <summary>Loads the pages of a stream one after another.</summary>
    /// <inheritdoc cref="LoadPages(string, PictureOptions?)" path="/exception" />
    /// <param name="stream">The encoded picture, read from where it stands to its end.</param>
    /// <param name="options">What is accepted; the defaults where null. The limit of pixels holds for each page.</param>
    /// <param name="name">What messages call the picture.</param>
    public static IEnumerable<GrayImage> LoadPages(Stream stream, PictureOptions? options = null, string name = "the picture")
    {
        ArgumentNullException.ThrowIfNull(stream);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return DecodePages(bytes.ToArray(), name, options);
    }

    /// <summary>Whether a file's name ends as those of pictures do that can be loaded, such as in <c>.png</c>.</summary>
    public static bool HasExtension(string path) => PictureFormat.HasExtension(path);

    /// <summary>Saves a picture as an 8-bit gray PNG, whole or not at all.</summary>
    /// <exception cref="DigitsException">The file cannot be written.</exception>
    public static void Save(string path, GrayImage image)
    {
        byte[] bytes = PngWriter.Gray(image);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Decodes a whole file.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="source">What messages call the picture, e.g. its path.</param>
    /// <param name="options">What is accepted; the defaults where null.</param>
    /// <exception cref="InvalidInputException">As for <see cref="Load(string, PictureOptions?)"/>.</exception>
    internal static GrayImage Decode(byte[] file, string source, PictureOptions? options = null) =>
        PictureDecoder.Decode(file, source, options ?? PictureOptions.Default);

    /// <summary>Decodes the pages of a whole file as they are asked for.</summary>
    internal static IEnumerable<GrayImage> DecodePages(byte[] file, string source, PictureOptions? options = null)
    {
        if (PictureFormat.Require(file, source) != "TIFF")
        {
            yield return Decode(file, source, options);
            yield break;
        }

        using TiffFile tiff = TiffFile.Open(file, source, options ?? PictureOptions.Default);
        foreach (GrayImage page in tiff.Pages())
            yield return page;
    }
}
