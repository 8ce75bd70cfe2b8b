using System.Globalization;
using Digits.Engine;
using Digits.Imaging;

namespace Digits.Data;

/// <summary>
/// A folder with a sub-folder for each class, such as <c>0</c> to <c>9</c>, and pictures of one size in them: of any kind, gray or color
/// (<see cref="Picture"/> tells how they become gray). Sub-folders named by numbers keep these as labels; other names make classes 0, 1, 2… in ordinal order.
/// A <see cref="DigitSet"/> has bright ink on dark, so invert scans of dark ink first.
/// </summary>
public static class ImageFolder
{
    private static readonly EnumerationOptions _visibleOnly = new()
    {
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        MatchCasing = MatchCasing.CaseInsensitive,
    };

    /// <summary>Reads all pictures, ordered by class and then by file name (ordinal), so the same on every platform.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="name">The set's name; the folder's where null.</param>
    /// <exception cref="InvalidInputException">There is no such folder or no picture in it, there is one class only, a picture cannot be read, or sizes
    /// differ (the message names the file).</exception>
    public static DigitSet Read(string path, string? name = null) => Read(path, name, [path]);

    /// <summary>Reads one of several folders that divide a set; the sub-folders of all of them name the classes.</summary>
    internal static DigitSet Read(string path, string? name, string[] parts)
    {
        if (!Directory.Exists(path))
            throw new InvalidInputException($"{path}: no such folder.");
        try
        {
            string[] classes = ClassesOf(path, parts);
            name ??= Path.GetFileName(Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar));
            return ReadFiles(path, name, [.. Files(path, classes)], classes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path}: cannot be read: {AtomicFile.OneLine(e)}", e);
        }
    }

    /// <summary>Whether a folder has at least one sub-folder named by a digit.</summary>
    internal static bool HasDigits(string path) => Enumerable.Range(0, 10).Any(label => Directory.Exists(Path.Combine(path, $"{label}")));

    /// <summary>Whether a folder has at least one sub-folder with pictures in it, whatever it is called.</summary>
    internal static bool HasPictures(string path) => Directory.EnumerateDirectories(path, "*", _visibleOnly)
        .Any(folder => Directory.EnumerateFiles(folder, "*", _visibleOnly).Any(PictureFormat.HasExtension));

    private static DigitSet ReadFiles(string path, string name, (string File, byte Label)[] files, string[] classes)
    {
        if (files.Length == 0)
            throw new InvalidInputException($"{path}: the folder holds no pictures; it needs a sub-folder of pictures for each class, such as 0 to 9.");
        GrayImage first = Picture.Load(files[0].File);
        long total = (long)files.Length * first.Pixels.Length;
        if (total > Array.MaxLength)
            throw new InvalidInputException($"{path}: {files.Length} pictures of {first.Width}x{first.Height} are more than one set can hold.");
        byte[] pixels = new byte[total];
        byte[] labels = new byte[files.Length];
        for (int i = 0; i < files.Length; i++)
        {
            (string file, labels[i]) = files[i];
            GrayImage image = i == 0 ? first : Picture.Load(file);
            if (image.Width != first.Width || image.Height != first.Height)
            {
                throw new InvalidInputException(
                    $"{file}: {image.Width}x{image.Height} pixels, but {files[0].File} has {first.Width}x{first.Height}; "
                    + "all pictures of a set must have one size.");
            }

            image.Pixels.CopyTo(pixels.AsSpan(i * image.Pixels.Length));
        }

        return new DigitSet(name, first.Height, first.Width, pixels, labels) { Source = path, LabelNames = classes, IsSorted = true };
    }

    /// <summary>The names of the classes: 0, 1, 2… where all sub-folders are numbers.</summary>
    private static string[] ClassesOf(string path, string[] parts)
    {
        string[] names = [.. parts.SelectMany(part => Directory.EnumerateDirectories(part, "*", _visibleOnly))
            .Select(folder => Path.GetFileName(folder))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),];
        if (names.All(IsLabel))
            return ClassNames.Numbers(Math.Max(10, names.Select(LabelOf).DefaultIfEmpty().Max() + 1));
        if (names.Length == 1)
        {
            throw new InvalidInputException(
                $"{path}: holds one class only, {names[0]}; it needs a sub-folder for each of at least two classes, such as 0 to 9.");
        }

        if (names.Length > ClassNames.Most)
            throw new InvalidInputException($"{path}: holds {names.Length} sub-folders; at most {ClassNames.Most} classes can be told apart.");
        return names;
    }

    private static IEnumerable<(string File, byte Label)> Files(string path, string[] classes)
    {
        for (int label = 0; label < classes.Length; label++)
        {
            string folder = Path.Combine(path, classes[label]);
            if (!Directory.Exists(folder))
                continue;
            foreach (string file in Directory.EnumerateFiles(folder, "*", _visibleOnly).Order(StringComparer.Ordinal))
            {
                if (!PictureFormat.HasExtension(file))
                    throw new InvalidInputException($"{file}: is not a picture; {PictureFormat.Readable}.");
                yield return (file, (byte)label);
            }
        }
    }

    private static bool IsLabel(string name) => byte.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out byte label) && Text(label) == name;

    private static int LabelOf(string name) => byte.Parse(name, CultureInfo.InvariantCulture);

    private static string Text(byte label) => label.ToString(CultureInfo.InvariantCulture);
}
