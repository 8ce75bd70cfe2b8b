using Digits.Engine;

namespace Digits.Data;

/// <summary>A folder or archive of files that are data sets by themselves: one, or one to train on and others to validate and measure on.</summary>
internal static class DataTables
{
    private const int MostFiles = 64;

    /// <summary>Loads them.</summary>
    /// <returns>The data; null where there are none.</returns>
    /// <exception cref="InvalidInputException">There are several, and their names do not tell which is which.</exception>
    public static DigitData? Load(FileTree tree, string name)
    {
        DataFile[] files = [.. tree.Direct.Take(MostFiles).Where(DataFiles.IsSet)];
        if (files.Length == 0)
            return null;
        if (files is [var only])
            return LeftOut(tree, 1, DataFiles.Load(only, only.Source, name));
        if (TablePairs.Read(files, name) is { } pairs)
            return LeftOut(tree, pairs.Files, pairs.Data);
        DataFile? train = Named(files, "train", ".tra");
        DataFile? validation = Named(files, "val", ".val");
        DataFile? test = Named(files, "test", ".tes");
        if (train is null || (validation ?? test) is null)
        {
            throw new InvalidInputException(
                $"{tree.Source}: holds several data sets ({string.Join(", ", files.Take(8).Select(file => file.FileName))}{(files.Length > 8 ? "…" : "")}); "
                + $"for one of them give its own path, such as {files[0].Source}.");
        }

        DigitData main = DataFiles.Load(train, train.Source, name);
        DigitData? other = test is null ? null : DataFiles.Load(test, test.Source, name);
        DigitData? kept = validation is null ? null : DataFiles.Load(validation, validation.Source, name);
        DataFile[] used = [.. new[] { train, validation, test }.OfType<DataFile>()];
        return LeftOut(tree, used.Length, main with
        {
            Test = (other?.RequireImages() ?? main.Test)?.HoldOut(),
            Validation = kept?.RequireTrain() ?? main.Validation,
            Format = $"{main.Format} ({string.Join(", ", used.Select(file => file.FileName))})",
            Notes =
            [
                .. main.Notes.Concat(other?.Notes ?? []).Concat(kept?.Notes ?? []).Distinct(StringComparer.Ordinal),
                .. kept is null ? Array.Empty<string>() : [$"{kept.RequireTrain().Count:N0} images in '{validation!.FileName}' are kept for validation."],
            ],
        });
    }

    // UCI's data sets end in .tra and .tes.
    private static DataFile? Named(DataFile[] files, string part, string ending)
    {
        DataFile[] named = [.. files.Where(file => file.FileName.Contains(part, StringComparison.OrdinalIgnoreCase)
            || file.FileName.EndsWith(ending, StringComparison.OrdinalIgnoreCase)),];
        return named.Length == 1 ? named[0] : null;
    }

    private static DigitData LeftOut(FileTree tree, int used, DigitData data)
    {
        int others = tree.Files.Length - used;
        return others == 0 ? data : data with { Notes = [.. data.Notes, $"{others:N0} other {(others == 1 ? "file was" : "files were")} left out."] };
    }
}
