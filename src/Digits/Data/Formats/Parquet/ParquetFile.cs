namespace Digits.Data;

/// <summary>
/// Parquet, as Hugging Face publishes data sets: a struct <c>image</c> with the <c>bytes</c> of a PNG or JPEG, and <c>label</c>. A column of such bytes, a
/// column of lists of numbers, or a column for each pixel will do as well.
/// </summary>
internal static class ParquetFile
{
    /// <summary>Whether a file is Parquet, by its first bytes.</summary>
    public static bool IsAt(ReadOnlySpan<byte> head) => head.StartsWith("PAR1"u8);

    /// <summary>Reads a file.</summary>
    /// <param name="stream">A seekable stream.</param>
    /// <param name="path">What messages call the file; a name such as <c>test-00000-of-00001.parquet</c> tells the part.</param>
    /// <param name="name">The set's name.</param>
    /// <exception cref="Engine.InvalidInputException">The file is damaged or holds no pictures.</exception>
    public static DigitData Read(Stream stream, string path, string name) => ParquetTable.Open(stream, path, table =>
        ArraySets.Read(path, name, "a Parquet file", table.Arrays(ArrayName.Of(Path.GetFileNameWithoutExtension(path)).Part), ArrayConventions.Rows));
}
