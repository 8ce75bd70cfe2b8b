using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// A folder of Parquet files whose names tell the part and the shard, as Hugging Face has it: <c>data/train-00000-of-00002.parquet</c>. All shards of a part
/// are joined.
/// </summary>
internal static class ParquetFolder
{
    private const int MaxDepth = 2;
    private const int MostFiles = 1000;

    /// <summary>Reads the folder; null where it holds no Parquet file.</summary>
    /// <exception cref="InvalidInputException">A file is damaged, or the files do not fit together.</exception>
    public static DigitData? Read(string folder, string name)
    {
        string[] files = [.. Directory.EnumerateFiles(
            folder,
            "*.parquet",
            new EnumerationOptions
            {
                RecurseSubdirectories = true,
                MaxRecursionDepth = MaxDepth,
                MatchCasing = MatchCasing.CaseInsensitive,
                IgnoreInaccessible = true,
            })
            .Order(StringComparer.Ordinal)
            .Take(MostFiles),];
        if (files.Length == 0)
            return null;
        string[] homes = [.. files.Select(file => Path.GetDirectoryName(file)!).Distinct(StringComparer.Ordinal)];
        if (homes.Length > 1 && files.GroupBy(PartOf).Any(part => part.DistinctBy(Path.GetDirectoryName).Count() > 1))
        {
            throw new InvalidInputException(
                $"{folder}: holds several data sets ({string.Join(", ", homes.Select(home => Path.GetRelativePath(folder, home)))}); name one of them.");
        }

        List<List<NamedArray>> shards = [];
        return ReadFrom(0);

        // Each file stays open until all are read.
        DigitData ReadFrom(int index)
        {
            if (index == files.Length)
                return ArraySets.Read(folder, name, $"a folder of {files.Length} Parquet files", Join(shards), ArrayConventions.Rows);
            return InputFile.Read(files[index], stream => ParquetTable.Open(stream, files[index], table =>
            {
                shards.Add(table.Arrays(PartOf(files[index])));
                return ReadFrom(index + 1);
            }));
        }
    }

    private static ArrayPart PartOf(string file) => ArrayName.Of(Path.GetFileNameWithoutExtension(file)).Part;

    private static List<NamedArray> Join(List<List<NamedArray>> shards) =>
        [.. shards.SelectMany(shard => shard).GroupBy(array => array.Name, StringComparer.Ordinal).Select(same =>
            ArrayName.Of(same.Key).Role == ArrayRole.Names ? same.First() : same.Aggregate((all, next) => all.Join(next))),];
}
