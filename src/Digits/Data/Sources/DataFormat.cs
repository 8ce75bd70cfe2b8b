namespace Digits.Data;

/// <summary>A kind of file that holds a data set.</summary>
/// <param name="Name">What it is called, for a description.</param>
/// <param name="IsIt">Whether a file is one, by its first bytes and, where these leave it open, its name in small letters.</param>
/// <param name="Read">Reads a seekable stream; the path is for messages, and the name is the sets'.</param>
/// <param name="Forward">Whether a stream that is only read forward will do, so that packed files need not be unpacked into memory.</param>
internal sealed record DataFormat(string Name, Func<byte[], string, bool> IsIt, Func<Stream, string, string, DigitData> Read, bool Forward = false)
{
    /// <summary>How many first bytes <see cref="IsIt"/> is given.</summary>
    public const int HeadBytes = 1024;

    /// <summary>
    /// All kinds but IDX, whose labels lie in a second file, and archives. A new one is a row here; what is known by content alone comes first.
    /// </summary>
    public static IReadOnlyList<DataFormat> All { get; } =
    [
        new("a NumPy array", (head, _) => NpyHeader.IsAt(head), NpyFile.Read),
        new("a NumPy archive", (head, _) => NpzFile.IsAt(head), NpzFile.Read),
        new("Parquet", (head, _) => ParquetFile.IsAt(head), ParquetFile.Read),
        new("MATLAB", (head, _) => MatFile.IsAt(head), MatFile.Read),
        new("HDF5", (head, _) => Hdf5File.IsAt(head), Hdf5File.Read),
        new("text", (head, name) => TextContent.IsTable(head, name), TextTable.Read, Forward: true),
    ];

    /// <summary>The kind of a file; null where it is none of them.</summary>
    public static DataFormat? Of(byte[] head, string name) => All.FirstOrDefault(format => format.IsIt(head, name.ToLowerInvariant()));
}
