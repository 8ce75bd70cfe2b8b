namespace Digits.Data;

/// <summary>The formats that a file's first bytes tell: NumPy's arrays and archives, Parquet, HDF5 and MATLAB.</summary>
internal static class MagicFormats
{
    /// <summary>Reads a file of one of these formats.</summary>
    /// <param name="stream">A seekable stream.</param>
    /// <param name="path">What messages call the file.</param>
    /// <param name="name">The set's name.</param>
    /// <returns>Null where the file is of none of them.</returns>
    /// <exception cref="Engine.InvalidInputException">It is one, but cannot be used.</exception>
    public static DigitData? TryRead(Stream stream, string path, string name)
    {
        byte[] start = new byte[32];
        stream.Position = 0;
        int got = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        start = start[..got];
        if (NpyHeader.IsAt(start))
            return NpyFile.Read(stream, path, name);
        if (start.AsSpan().StartsWith("PK"u8) && NpzFile.IsAt(stream))
            return NpzFile.Read(stream, path, name);
        if (start.AsSpan().StartsWith("PAR1"u8))
            return ParquetFile.Read(stream, path, name);
        if (MatFile.IsAt(start))
            return MatFile.Read(stream, path, name);
        return Hdf5File.IsAt(stream) ? Hdf5File.Read(stream, path, name) : null;
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
