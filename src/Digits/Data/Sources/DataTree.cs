using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// Finds the data set in a folder or archive: folders of pictures, with parts or without, IDX files, pictures with labels, or files of other kinds.
/// </summary>
internal static class DataTree
{
    private static readonly string[] _trainNames = ["train", "training"];
    private static readonly string[] _validationNames = ["val", "valid", "validation"];
    private static readonly string[] _testNames = ["test", "testing"];

    private const string Wanted =
        "it needs IDX files (train-images-idx3-ubyte …), CSV, npz, Parquet, HDF5, or a sub-folder of pictures for each class, such as 0 to 9";

    /// <summary>Loads what a tree holds.</summary>
    /// <param name="tree">The folder or archive.</param>
    /// <param name="name">The sets' name.</param>
    /// <param name="chosen">Which of its sets, sub-folders or files is meant; null where there is one.</param>
    /// <exception cref="InvalidInputException">It holds no data set, or several.</exception>
    public static DigitData Load(FileTree tree, string name, string? chosen = null)
    {
        if (tree.Files.Length == 0)
            throw new InvalidInputException($"{tree.Source}: the folder is empty; {Wanted}.");
        DigitData data = chosen is null ? Find(tree, name) : LoadChosen(tree, name, chosen);
        if (tree.Hidden == 0)
            return data;
        return data with { Notes = [.. data.Notes, $"{Files(tree.Hidden, "that systems leave behind (__MACOSX, .DS_Store, Thumbs.db and such)")} left out."] };
    }

    private static DigitData Find(FileTree tree, string name)
    {
        PictureClasses classes = PictureClasses.Of(tree);
        if (classes.HasDigits)
            return Undivided(tree, classes, name);
        if (Parts(tree, name) is { } parts)
            return parts;
        IdxFolder.Files idx = IdxFolder.Find(tree);
        if (!idx.IsEmpty)
            return ClassNamesFile.Apply(tree, IdxFolder.Read(tree, idx, name));
        if (Directory.Exists(tree.Source) && (NpyFile.ReadFolder(tree.Source, name) ?? ParquetFolder.Read(tree.Source, name)) is { } arrays)
            return arrays;
        if (!classes.IsEmpty && !tree.Folders.Any(IsPart) && !IsWrapper(tree))
            return Undivided(tree, classes, name);
        if (PictureLabels.Read(tree, name, tree.Source) is { } labelled)
            return labelled;
        if (DataTables.Load(tree, name) is { } tables)
            return tables;
        // Archives often hold one folder, and all in it.
        if (tree.Folders.ToArray() is [var only] && !tree.Direct.Any(DataFiles.IsSet))
            return Load(only, name);
        throw new InvalidInputException($"{tree.Source}: the folder holds no data set; {Wanted}.");
    }

    private static DigitData LoadChosen(FileTree tree, string name, string chosen)
    {
        if (IdxFolder.Find(tree, chosen) is { IsEmpty: false } idx)
            return ClassNamesFile.Apply(tree, IdxFolder.Read(tree, idx, name));
        if (tree.Files.FirstOrDefault(file => tree.Below(file) == chosen) is { } file)
            return DataFiles.Load(file, file.Source, name);
        DataFile[] below = [.. tree.Files.Where(file => tree.Below(file).StartsWith(chosen.TrimEnd('/') + "/", StringComparison.Ordinal))];
        FileTree folder = tree;
        foreach (string step in below.Length > 0 ? chosen.Split('/') : [])
            folder = folder.Folders.First(inner => inner.Name == step);
        return below.Length > 0
            ? Load(folder, name)
            : throw new InvalidInputException($"{tree.Source}: there is no {chosen} in it.");
    }

    private static DigitData Undivided(FileTree tree, PictureClasses classes, string name)
    {
        DigitSet set = classes.Read(classes.Names(tree.Source), name, tree.Source);
        return new DigitData(set, null) { Format = "a folder of pictures for each class", Notes = LeftOut(classes.LeftOut) };
    }

    private static DigitData? Parts(FileTree tree, string name)
    {
        FileTree?[] folders = [Find(tree, _trainNames), Find(tree, _validationNames), Find(tree, _testNames)];
        PictureClasses?[] parts = [.. folders.Select(folder => folder is null ? null : PictureClasses.Of(folder))];
        if (parts[0] is null && parts[2] is null)
            return null;
        PictureClasses[] there = [.. parts.OfType<PictureClasses>()];
        string[] names = there[0].Names(tree.Source, there[1..]);
        DigitSet?[] sets = [.. parts.Zip(folders, (part, folder) => part?.Read(names, name, folder!.Source))];
        int used = folders.Sum(folder => folder?.Files.Length ?? 0);
        return new DigitData(sets[0], sets[2])
        {
            Validation = sets[1],
            Format = $"folders of pictures for each class, in {string.Join(", ", folders.OfType<FileTree>().Select(folder => folder.Name))}",
            Notes =
            [
                .. sets[1] is { } validation ? [$"{validation.Count:N0} images in '{folders[1]!.Name}' are kept for validation."] : Array.Empty<string>(),
                .. LeftOut(there.Sum(part => part.LeftOut) + tree.Files.Length - used),
            ],
        };
    }

    // A single folder whose own folders or files make the set is no class.
    private static bool IsWrapper(FileTree tree) => tree.Folders.ToArray() is [var only] && PictureLabels.AreIn(only);

    private static FileTree? Find(FileTree tree, string[] names) =>
        names.Select(name => tree.Folders.FirstOrDefault(folder => folder.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(folder => folder is not null && !PictureClasses.Of(folder).IsEmpty);

    private static bool IsPart(FileTree folder) =>
        _trainNames.Concat(_testNames).Concat(_validationNames).Contains(folder.Name, StringComparer.OrdinalIgnoreCase);

    private static string[] LeftOut(int count) => count == 0
        ? []
        : [$"{Files(count, count == 1 ? "that is no picture of a class" : "that are no pictures of a class")} left out."];

    private static string Files(int count, string which) => $"{count:N0} {(count == 1 ? "file" : "files")} {which} {(count == 1 ? "was" : "were")}";
}
