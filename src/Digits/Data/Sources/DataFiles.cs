using Digits.Engine;

namespace Digits.Data;

/// <summary>Loads a data set from one file, which its content tells: gzip of anything, an archive, IDX, or a kind of <see cref="DataFormat.All"/>.</summary>
internal static class DataFiles
{
    /// <summary>Loads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">The path that a user gave.</param>
    /// <param name="name">The sets' name.</param>
    /// <param name="chosen">What is meant inside an archive; null for all of it.</param>
    /// <exception cref="InvalidInputException">It is no data set, or cannot be used.</exception>
    public static DigitData Load(DataFile file, string path, string name, string? chosen = null)
    {
        byte[] head = file.Head(DataFormat.HeadBytes);
        bool isPacked = GzipFile.Is(head);
        if (isPacked)
        {
            file = new GzipFile(file);
            head = file.Head(DataFormat.HeadBytes);
        }

        DigitData data = LoadUnpacked(file, head, path, name, chosen);
        return isPacked ? data with { Format = $"gzip of {data.Format}" } : data;
    }

    /// <summary>Whether a file is an archive, a table or another data set by itself; IDX is not, as its labels lie elsewhere.</summary>
    public static bool IsSet(DataFile file)
    {
        // Most files of a folder are none, and are not to be unpacked to be told so.
        byte[] head = file.Head(DataFormat.HeadBytes);
        if (GzipFile.Is(head))
        {
            file = new GzipFile(file);
            head = file.Head(DataFormat.HeadBytes);
        }

        return DataFormat.Of(head, file.Name) is not null;
    }

    private static DigitData LoadUnpacked(DataFile file, byte[] head, string path, string name, string? chosen)
    {
        DataFormat? format = DataFormat.Of(head, file.Name);
        if (format is null && Archive.IsZip(head))
            return InArchive("a ZIP archive", Archive.UseZip(file, tree => DataTree.Load(tree, name, chosen)));
        if (format is null && Archive.IsTar(head))
            return InArchive("a tar archive", Archive.UseTar(file, tree => DataTree.Load(tree, name, chosen)));
        if (chosen is not null)
            throw new InvalidInputException($"{path}: is no archive, so that there is no {chosen} in it.");
        if (format is { } known)
        {
            DigitData data = known.Forward
                ? file.Read(stream => known.Read(stream, file.Source, name))
                : file.ReadSeekable(stream => known.Read(stream, file.Source, name));
            return EmnistTable.Mend(data.Format is null ? data with { Format = $"{known.Name}, by its content" } : data, file);
        }

        if (IdxHeader.Is(head) || IdxName.Of(file.FileName) is not null)
            return IdxFolder.ReadFile(file, path, name);
        throw ForeignFile.Error(head, file.FileName, path);
    }

    private static DigitData InArchive(string kind, DigitData data) => data with { Format = $"{kind}: {data.Format}" };
}
