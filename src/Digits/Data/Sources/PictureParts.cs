namespace Digits.Data;

/// <summary>
/// Folders of pictures for the parts of a set: <c>train</c>, <c>testing</c>, <c>mnist_train</c>, <c>trainingSet</c>… In each, a folder of pictures for each
/// class, or pictures whose names tell their labels.
/// </summary>
internal static class PictureParts
{
    private static readonly Dictionary<ArrayPart, string[]> _usual = new()
    {
        [ArrayPart.Train] = ["train", "training"],
        [ArrayPart.Validation] = ["val", "valid", "validation"],
        [ArrayPart.Test] = ["test", "testing"],
    };

    /// <summary>Whether a folder is called as a part is.</summary>
    public static bool IsPart(FileTree folder) =>
        _usual.Values.Any(names => names.Contains(folder.Name, StringComparer.OrdinalIgnoreCase)) || (PartOf(folder) != ArrayPart.Whole && HasPictures(folder));

    /// <summary>Reads the parts.</summary>
    /// <returns>The data; null where there are no such folders.</returns>
    public static DigitData? Read(FileTree tree, string name)
    {
        FileTree?[] folders = [Find(tree, ArrayPart.Train), Find(tree, ArrayPart.Validation), Find(tree, ArrayPart.Test)];
        if (folders[0] is null && folders[2] is null)
            return null;
        PictureClasses[] parts = [.. folders.OfType<FileTree>().Select(PictureClasses.Of).Where(part => !part.IsEmpty)];
        string[] names = parts.Length == 0 ? [] : parts[0].Names(tree.Source, parts[1..]);
        DigitSet?[] sets = [.. folders.Select(folder => folder is null ? null : SetOf(folder))];
        if (sets[0] is null && sets[2] is null)
            return null;
        int used = sets.Sum(set => set?.Count ?? 0);
        int others = tree.Files.Length - used;
        return new DigitData(sets[0], sets[2])
        {
            Validation = sets[1],
            Format = $"folders of pictures{(parts.Length == 0 ? "" : " for each class")}, "
                + $"in {string.Join(", ", folders.OfType<FileTree>().Select(folder => folder.Name))}",
            Notes =
            [
                .. sets[1] is { } validation ? [$"{validation.Count:N0} images in '{folders[1]!.Name}' are kept for validation."] : Array.Empty<string>(),
                .. DataTree.LeftOut(others),
            ],
        };

        DigitSet? SetOf(FileTree folder) => PictureClasses.Of(folder) is { IsEmpty: false } classes
            ? classes.Read(names, name, folder.Source)
            : PictureLabels.Read(folder, name, folder.Source)?.Train;
    }

    // The folder of a part: by its usual name, or else the largest whose name has the part's.
    private static FileTree? Find(FileTree tree, ArrayPart part) => tree.Folders
        .Where(folder => PartOf(folder) == part)
        .Select(folder => (folder.Name, Inner: Inner(folder)))
        .Where(folder => HasPictures(folder.Inner))
        .OrderByDescending(folder => _usual[part].Contains(folder.Name, StringComparer.OrdinalIgnoreCase))
        .ThenByDescending(folder => folder.Inner.Files.Length)
        .Select(folder => folder.Inner)
        .FirstOrDefault();

    // trainingSet/trainingSet/0
    private static FileTree Inner(FileTree folder)
    {
        while (PictureClasses.Of(folder).IsEmpty && !folder.Direct.Any() && folder.Folders.ToArray() is [var only])
            folder = only;
        return folder;
    }

    private static bool HasPictures(FileTree folder) => !PictureClasses.Of(folder).IsEmpty || PictureLabels.AreNamed(folder);

    private static ArrayPart PartOf(FileTree folder) => ArrayName.Of(folder.Name).Part;
}
