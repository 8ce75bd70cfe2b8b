using System.Globalization;
using Digits.Engine;
using Digits.Imaging;

namespace Digits.Data;

/// <summary>The sub-folders of a folder or archive that hold pictures: each is a class, by its name.</summary>
internal sealed class PictureClasses
{
    private readonly FileTree _tree;
    private readonly (string Name, DataFile[] Files)[] _folders;

    private PictureClasses(FileTree tree)
    {
        _tree = tree;
        _folders = [.. tree.Folders.Select(folder => (folder.Name, Files: folder.Direct.Where(PictureFiles.Is).ToArray()))
            .Where(folder => folder.Files.Length > 0)];
        LeftOut = tree.Files.Length - _folders.Sum(folder => folder.Files.Length);
    }

    /// <summary>Whether there are any.</summary>
    public bool IsEmpty => _folders.Length == 0;

    /// <summary>Whether there are at least two.</summary>
    public bool AreSeveral => _folders.Length > 1;

    /// <summary>Whether one is named by a digit.</summary>
    public bool HasDigits => Array.Exists(_folders, folder => folder.Name is [>= '0' and <= '9']);

    /// <summary>Files that are no pictures of a class.</summary>
    public int LeftOut { get; }

    /// <summary>Looks at a folder or archive.</summary>
    public static PictureClasses Of(FileTree tree) => new(tree);

    /// <summary>The names of the classes of several parts: 0, 1, 2… where all are numbers.</summary>
    /// <param name="source">What messages call the parts.</param>
    /// <param name="others">The parts beside this.</param>
    /// <exception cref="InvalidInputException">There is one class, or there are too many.</exception>
    public string[] Names(string source, params IEnumerable<PictureClasses> others)
    {
        string[] names = [.. others.Prepend(this).SelectMany(part => part._folders).Select(folder => folder.Name)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),];
        if (names.All(IsLabel))
            return ClassNames.Numbers(Math.Max(10, names.Select(LabelOf).DefaultIfEmpty().Max() + 1));
        if (names.Length == 1)
        {
            throw new InvalidInputException(
                $"{source}: holds one class only, {names[0]}; it needs a sub-folder for each of at least two classes, such as 0 to 9.");
        }

        if (names.Length > ClassNames.Most)
            throw new InvalidInputException($"{source}: holds {names.Length} sub-folders; at most {ClassNames.Most} classes can be told apart.");
        return names;
    }

    /// <summary>Reads all pictures, ordered by class and then by name.</summary>
    /// <param name="names">The names of the classes.</param>
    /// <param name="name">The set's name.</param>
    /// <param name="source">Where the set lies.</param>
    /// <exception cref="InvalidInputException">There are none, or one cannot be read.</exception>
    public DigitSet Read(string[] names, string name, string source)
    {
        if (IsEmpty)
        {
            throw new InvalidInputException(
                $"{_tree.Source}: the folder holds no pictures; it needs a sub-folder of pictures for each class, such as 0 to 9; {PictureFormat.Readable}.");
        }

        (string Name, DataFile[] Files)[] ordered = [.. _folders.OrderBy(folder => Array.IndexOf(names, folder.Name))];
        byte[] labels = [.. ordered.SelectMany(folder => Enumerable.Repeat((byte)Array.IndexOf(names, folder.Name), folder.Files.Length))];
        return PictureFiles.Read([.. ordered.SelectMany(folder => folder.Files)], labels, name, source).Named(names);
    }

    private static bool IsLabel(string name) => byte.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out byte label) && Text(label) == name;

    private static int LabelOf(string name) => byte.Parse(name, CultureInfo.InvariantCulture);

    private static string Text(byte label) => label.ToString(CultureInfo.InvariantCulture);
}
