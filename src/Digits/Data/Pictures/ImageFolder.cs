using Digits.Engine;
using Digits.Imaging;

namespace Digits.Data;

/// <summary>
/// A folder with a sub-folder for each class, such as <c>0</c> to <c>9</c>, and pictures of one size in them: of any kind, gray or color
/// (<see cref="Picture"/> tells how they become gray). Sub-folders named by numbers keep these as labels; other names make classes 0, 1, 2… in ordinal order.
/// Hidden files, what is no picture and sub-folders without pictures are left out. A <see cref="DigitSet"/> has bright ink on dark, so invert scans of dark
/// ink (<see cref="DigitSet.Invert"/>).
/// </summary>
public static class ImageFolder
{
    /// <summary>Reads all pictures, ordered by class and then by file name (ordinal), so the same on every platform.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="name">The set's name; the folder's where null.</param>
    /// <exception cref="InvalidInputException">There is no such folder or no picture in it, there is one class only, a picture cannot be read, or sizes
    /// differ (the message names the file).</exception>
    public static DigitSet Read(string path, string? name = null)
    {
        if (!Directory.Exists(path))
            throw new InvalidInputException($"{path}: no such folder.");
        name ??= Path.GetFileName(Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar));
        PictureClasses classes = PictureClasses.Of(FileTree.OfFolder(path));
        return classes.Read(classes.Names(path), name, path);
    }
}
