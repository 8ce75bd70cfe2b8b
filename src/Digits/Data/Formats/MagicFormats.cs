namespace Digits.Data;

/// <summary>The formats that a file's first bytes tell: NumPy's arrays and archives, Parquet, HDF5 and MATLAB.</summary>
internal static class MagicFormats
{
    private const int HeadBytes = 1024;

    /// <summary>Reads a file of one of these formats.</summary>
    /// <param name="stream">A seekable stream.</param>
    /// <param name="path">What messages call the file.</param>
    /// <param name="name">The set's name.</param>
    /// <returns>Null where the file is of none of them.</returns>
    /// <exception cref="Engine.InvalidInputException">It is one, but cannot be used.</exception>
    public static DigitData? TryRead(Stream stream, string path, string name)
    {
        byte[] head = new byte[HeadBytes];
        stream.Position = 0;
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        Func<Stream, string, string, DigitData>? read =
            NpyHeader.IsAt(head) ? NpyFile.Read
            : NpzFile.IsAt(head) ? NpzFile.Read
            : ParquetFile.IsAt(head) ? ParquetFile.Read
            : MatFile.IsAt(head) ? MatFile.Read
            : Hdf5File.IsAt(head) ? Hdf5File.Read
            : null;
        return read?.Invoke(stream, path, name);
    }

    /// <summary>Reads a folder that holds such files: NumPy's arrays, shards of Parquet, or one file that is a whole set; null where it holds none.</summary>
    /// <inheritdoc cref="TryRead" path="/exception" />
    public static DigitData? TryReadFolder(string folder, string name)
    {
        if (NpyFile.ReadFolder(folder, name) is { } arrays)
            return arrays;
        if (ParquetFolder.Read(folder, name) is { } shards)
            return shards;
        string[] whole = [.. Directory.EnumerateFiles(folder)
            .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".NPZ" or ".H5" or ".HDF5" or ".MAT"),];
        return whole.Length == 1 ? InputFile.Read(whole[0], stream => TryRead(stream, whole[0], name)) : null;
    }
}
