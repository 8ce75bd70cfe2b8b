using Digits.Engine;
using Digits.Imaging;

namespace Digits.Data;

/// <summary>Reads pictures of one size into a set.</summary>
internal static class PictureFiles
{
    private const int MostBytes = 1 << 28;

    // A picture of a digit; a photograph is a page.
    private static readonly PictureOptions _options = new() { MaxPixels = 4096 * 4096 };

    /// <summary>Whether a file is a picture: by its name or, where that says nothing, by its content.</summary>
    public static bool Is(DataFile file)
    {
        if (PictureFormat.HasExtension(file.FileName))
            return true;
        string extension = Path.GetExtension(file.FileName);
        return extension is { Length: < 2 } && PictureFormat.Of(file.Head(16)) is not null;
    }

    /// <summary>Reads the pictures in their order.</summary>
    /// <param name="files">At least one.</param>
    /// <param name="labels">The label of each; null for none.</param>
    /// <param name="name">The set's name.</param>
    /// <param name="source">Where they lie.</param>
    /// <exception cref="InvalidInputException">A picture cannot be read, or sizes differ.</exception>
    public static DigitSet Read(IReadOnlyList<DataFile> files, byte[]? labels, string name, string source)
    {
        GrayImage first = Load(files[0]);
        long area = first.Pixels.Length;
        if (files.Count * area > Array.MaxLength)
            throw new InvalidInputException($"{source}: {files.Count} pictures of {first.Width}x{first.Height} are more than one set can hold.");
        byte[] pixels = new byte[files.Count * area];
        for (int i = 0; i < files.Count; i++)
        {
            GrayImage image = i == 0 ? first : Load(files[i]);
            if (image.Width != first.Width || image.Height != first.Height)
            {
                throw new InvalidInputException(
                    $"{files[i].Source}: {image.Width}x{image.Height} pixels, but {files[0].Source} has {first.Width}x{first.Height}; "
                    + "all pictures of a set must have one size, so scale them first, such as to 28x28.");
            }

            image.Pixels.CopyTo(pixels.AsSpan((int)(i * area)));
        }

        return new DigitSet(name, first.Height, first.Width, pixels, labels) { Source = source, IsSorted = true };
    }

    private static GrayImage Load(DataFile file) => Picture.Decode(file.ReadBytes(MostBytes), file.Source, _options);
}
