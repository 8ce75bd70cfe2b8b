using Digits.Engine;

namespace Digits.Data;

/// <summary>Writes data sets in formats that other programs read.</summary>
public static class DataExport
{
    /// <summary>The format that a place's extension tells: <c>.npz</c>, <c>.csv</c> or <c>.parquet</c>; null for any other.</summary>
    public static ExportFormat? FormatOf(string place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return Path.GetExtension(place).ToUpperInvariant() switch
        {
            ".NPZ" => ExportFormat.Npz,
            ".CSV" => ExportFormat.Csv,
            ".PARQUET" => ExportFormat.Parquet,
            _ => null,
        };
    }

    /// <summary>Writes both parts of a set, each with its labels where it has any, whole or not at all.</summary>
    /// <param name="data">The set.</param>
    /// <param name="place">The file or folder to write; see <see cref="ExportFormat"/> for which of the two.</param>
    /// <param name="format">The format.</param>
    /// <param name="overwrite">Whether what stands in the place is replaced; else it may only be an empty folder.</param>
    /// <param name="cancellation">Ends the work; nothing is written then.</param>
    /// <returns>The files written; of pictures, their folders.</returns>
    /// <exception cref="InvalidInputException">The set does not fit the format, or the place is taken or cannot be written.</exception>
    /// <exception cref="WorkFailedException">Writing failed, as on a full disk.</exception>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public static IReadOnlyList<string> Write(
        DigitData data, string place, ExportFormat format, bool overwrite = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(place);
        (string Name, DigitSet Set)[] parts = [.. new[] { ("train", data.Train), ("test", data.Test) }
            .Where(part => part.Item2 is { Count: > 0 })
            .Select(part => (part.Item1, part.Item2!)),];
        if (parts.Length == 0)
            throw new InvalidInputException($"{place}: the set has no images to write.");
        bool isFile = format == ExportFormat.Npz || (format is ExportFormat.Csv or ExportFormat.Parquet && FormatOf(place) == format);
        if (isFile && format != ExportFormat.Npz && parts.Length > 1)
        {
            throw new InvalidInputException(
                $"{place}: one {format} file holds one part, and the set has training images and test images; choose one of them, or name a folder.");
        }

        if (!overwrite)
            RequireFree(place, isFile);
        return isFile ? ExportPlace.File(place, overwrite, path => WriteFile(parts, path, format)) : ExportPlace.Folder(place, overwrite, WriteFolder);

        IEnumerable<string> WriteFolder(string folder) => format switch
        {
            ExportFormat.Idx => IdxExport.Write(parts, folder),
            ExportFormat.Csv => parts.Select(part => Csv(part.Set, Path.Combine(folder, $"{part.Name}.csv"))),
            ExportFormat.Parquet => parts.Select(part =>
                ParquetExport.Write(part.Set, Path.Combine(folder, "data", $"{part.Name}-00000-of-00001.parquet"), cancellation)),
            _ => PngExport.Write(parts, folder, cancellation),
        };

        string WriteFile((string Name, DigitSet Set)[] sets, string path, ExportFormat kind) => kind switch
        {
            ExportFormat.Npz => NpzExport.Write(sets, path),
            ExportFormat.Csv => Csv(sets[0].Set, path),
            _ => ParquetExport.Write(sets[0].Set, path, cancellation),
        };
    }

    private static string Csv(DigitSet set, string path)
    {
        KaggleCsv.Write(set, path);
        return path;
    }

    private static void RequireFree(string place, bool isFile)
    {
        bool isTaken = File.Exists(place) || (Directory.Exists(place) && (isFile || Directory.EnumerateFileSystemEntries(place).Any()));
        if (isTaken)
            throw new InvalidInputException($"{place}: is there already; give another place, or allow it to be replaced.");
    }
}
