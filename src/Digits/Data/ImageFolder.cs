using Digits.Engine;
using Digits.Imaging;

namespace Digits.Data;

/// <summary>
/// A folder with a sub-folder for each label, <c>0</c> to <c>9</c>, and pictures in them: 8-bit greyscale PNG, all of one
/// size. Bytes are taken as stored, and a <see cref="DigitSet"/> is ink bright on dark: invert scans of dark ink first.
/// </summary>
public static class ImageFolder
{
    private static readonly EnumerationOptions _visibleOnly = new() { AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };

    /// <summary>Reads all pictures, ordered by label and then by file name (ordinal), so the same on every platform.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="name">The set's name; the folder's where null.</param>
    /// <exception cref="DigitsException">There is no such folder or no picture in it, a picture cannot be read, or sizes differ (the message names the file).</exception>
    public static DigitSet Read(string path, string? name = null)
    {
        if (!Directory.Exists(path))
            throw new DigitsException($"{path}: no such folder.");
        try
        {
            return ReadFiles(path, name ?? Path.GetFileName(Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar)), [.. Files(path)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DigitsException($"{path}: cannot be read: {AtomicFile.OneLine(e)}", e);
        }
    }

    /// <summary>Whether a folder has at least one sub-folder named by a digit.</summary>
    internal static bool LooksLikeOne(string path) => Enumerable.Range(0, 10).Any(label => Directory.Exists(Path.Combine(path, $"{label}")));

    private static DigitSet ReadFiles(string path, string name, (string File, byte Label)[] files)
    {
        if (files.Length == 0)
            throw new DigitsException($"{path}: the folder holds no pictures; sub-folders 0 to 9 with PNG files are wanted.");
        GrayImage first = Png.Read(files[0].File);
        long total = (long)files.Length * first.Pixels.Length;
        if (total > Array.MaxLength)
            throw new DigitsException($"{path}: {files.Length} pictures of {first.Width}x{first.Height} are more than one set can hold.");
        byte[] pixels = new byte[total];
        byte[] labels = new byte[files.Length];
        for (int i = 0; i < files.Length; i++)
        {
            (string file, labels[i]) = files[i];
            GrayImage image = i == 0 ? first : Png.Read(file);
            if (image.Width != first.Width || image.Height != first.Height)
            {
                throw new DigitsException(
                    $"{file}: {image.Width}x{image.Height} pixels, but {files[0].File} has {first.Width}x{first.Height}; all pictures of a set must have one size.");
            }

            image.Pixels.CopyTo(pixels.AsSpan(i * image.Pixels.Length));
        }

        return new DigitSet(name, first.Height, first.Width, pixels, labels) { Source = path };
    }

    private static IEnumerable<(string File, byte Label)> Files(string path)
    {
        foreach (string folder in Directory.EnumerateDirectories(path, "*", _visibleOnly).Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(folder) is not [>= '0' and <= '9' and char digit])
                throw new DigitsException($"{folder}: is not named by a label; sub-folders are named 0 to 9.");
            foreach (string file in Directory.EnumerateFiles(folder, "*", _visibleOnly).Order(StringComparer.Ordinal))
            {
                if (!Path.GetExtension(file).Equals(".png", StringComparison.OrdinalIgnoreCase))
                    throw new DigitsException($"{file}: is not a .png file; pictures of a set are PNG.");
                yield return (file, (byte)(digit - '0'));
            }
        }
    }
}
