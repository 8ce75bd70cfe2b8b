namespace Digits.Data;

/// <summary>
/// A folder or archive with a file for each array: <c>x_train.npy</c>, <c>y_train.npy</c>…, <c>images.npy</c> and <c>labels.npy</c>, also in a folder for
/// each part, or <c>kmnist-train-imgs.npz</c>… with one array each.
/// </summary>
internal static class NumpyFolder
{
    private const int MostFiles = 100;
    private const string Npy = ".npy";
    private const string Npz = ".npz";

    /// <summary>Reads all arrays as one set; null where there is no array of images.</summary>
    /// <exception cref="Engine.InvalidInputException">A file is damaged, is not of pictures, or its labels do not fit.</exception>
    public static DigitData? Read(FileTree tree, string name)
    {
        DataFile[] files = [.. Of(tree).Take(MostFiles)];
        if (!files.Any(file => ArrayName.Of(NameOf(file)).Role == ArrayRole.Images))
            return null;
        List<NamedArray> arrays = [];
        return ReadFrom(0);

        // Each file stays open until all are read.
        DigitData? ReadFrom(int index)
        {
            if (index == files.Length)
                return ArraySets.Read(tree.Source, name, "a folder of NumPy arrays", arrays, ArrayConventions.Rows);
            DataFile file = files[index];
            return file.ReadSeekable(stream =>
            {
                if (Is(file, Npy))
                {
                    arrays.Add(NpyFile.ArrayOf(stream, file.Source, NameOf(file)));
                    return ReadFrom(index + 1);
                }

                return NpzFile.Use(stream, file.Source, found =>
                {
                    if (found.Count != 1)
                        return null;
                    arrays.Add(new NamedArray(NameOf(file), found[0].Shape, found[0].Type, found[0].IsColumnMajor, found[0].Blocks));
                    return ReadFrom(index + 1);
                });
            });
        }

        string NameOf(DataFile file) => tree.Below(file)[..^Npy.Length];
    }

    private static IEnumerable<DataFile> Of(FileTree tree)
    {
        if (tree.Direct.Any(file => Is(file, Npy)))
            return tree.Direct.Where(file => Is(file, Npy));
        DataFile[] parts = [.. tree.Folders.Where(folder => ArrayName.Of(folder.Name).Part != ArrayPart.Whole)
            .SelectMany(folder => folder.Direct)
            .Where(file => Is(file, Npy)),];
        if (parts.Length > 0)
            return parts;
        DataFile[] archives = [.. tree.Direct.Where(file => Is(file, Npz))];
        return archives.Any(file => ArrayName.Of(file.FileName[..^Npz.Length]).Role == ArrayRole.Labels) ? archives : [];
    }

    private static bool Is(DataFile file, string extension) => file.FileName.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
