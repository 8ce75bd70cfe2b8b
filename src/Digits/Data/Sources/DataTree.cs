using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// Finds the data set in a folder or archive: folders of pictures, with parts or without, IDX files, pictures with labels, or files of other kinds.
/// </summary>
internal static class DataTree
{
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
        if ((!classes.AreSeveral || tree.Folders.Any(PictureParts.IsPart)) && PictureLabels.ReadTables(tree, name) is { } listed)
            return listed;
        if (PictureParts.Read(tree, name) is { } parts)
            return parts;
        IdxFolder.Files idx = IdxFolder.Find(tree);
        if (!idx.IsEmpty)
            return ClassNamesFile.Apply(tree, IdxFolder.Read(tree, idx, name));
        if (NumpyFolder.Read(tree, name) is { } arrays)
            return arrays;
        if (Directory.Exists(tree.Source) && ParquetFolder.Read(tree.Source, name) is { } parquet)
            return parquet;
        if (!classes.IsEmpty && !tree.Folders.Any(PictureParts.IsPart) && !IsWrapper(tree))
            return Undivided(tree, classes, name);
        if (PictureLabels.Read(tree, name, tree.Source) is { } labelled)
            return labelled;
        if (DataTables.Load(tree, name) is { } tables)
            return tables;
        // Archives often hold one folder, and all in it.
        if (tree.Folders.ToArray() is [var only] && !tree.Direct.Any(DataFiles.IsSet))
            return Load(only, name);
        if (tree.Direct.FirstOrDefault(PictureFiles.Is) is { } picture)
        {
            throw new InvalidInputException(
                $"{tree.Source}: the folder holds no data set: nothing tells what {picture.FileName} and the other pictures show; put them into "
                + "sub-folders 0 to 9, begin their names with their labels (7_0001.png), or list file and label in labels.csv.");
        }

        foreach (DataFile file in tree.Direct)
        {
            if (ForeignFile.What(file.Head(DataFormat.HeadBytes), file.FileName) is { } what)
                throw new InvalidInputException($"{tree.Source}: the folder holds no data set: {file.FileName} is {what}.");
        }

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

    // A single folder whose own folders or files make the set is no class.
    private static bool IsWrapper(FileTree tree) => tree.Folders.ToArray() is [var only] && PictureLabels.AreIn(only);

    /// <summary>The note on files that were not used.</summary>
    internal static string[] LeftOut(int count) => count == 0
        ? []
        : [$"{Files(count, count == 1 ? "that is no picture of a class" : "that are no pictures of a class")} left out."];

    private static string Files(int count, string which) => $"{count:N0} {(count == 1 ? "file" : "files")} {which} {(count == 1 ? "was" : "were")}";
}
