namespace Digits.Data;

/// <summary>EMNIST as CSV, known by the file's name: <c>emnist-letters-train.csv</c>. Its pictures, too, are written column by column.</summary>
internal static class EmnistTable
{
    /// <summary>The set turned upright with its classes named, where it is EMNIST's; else as it is.</summary>
    public static DigitData Mend(DigitData data, DataFile file)
    {
        string[] parts = file.FileName.Split(['-', '.']);
        string? split = parts is ["emnist", var one, "train" or "test", "csv", ..] ? Emnist.SplitOf($"emnist-{one}") : null;
        if (split is null)
            return data;
        string? folder = file is DiskFile ? Path.GetDirectoryName(Path.GetFullPath(file.Source)) : null;
        string mapping = Path.Combine(folder ?? "", $"emnist-{split}-mapping.txt");
        DataFile[] beside = folder is not null && File.Exists(mapping) ? [new DiskFile(Path.GetFileName(mapping), mapping)] : [];
        return Emnist.Mend(data, split, new FileTree(file.Source, beside));
    }
}
