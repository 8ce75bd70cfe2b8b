namespace Digits.Data;

/// <summary>A file on disk.</summary>
internal sealed class DiskFile(string name, string path) : DataFile(name, path)
{
    /// <inheritdoc />
    public override T Read<T>(Func<Stream, T> read) => InputFile.Read(Source, read);

    /// <inheritdoc />
    public override T ReadSeekable<T>(Func<Stream, T> read) => InputFile.Read(Source, read);
}
