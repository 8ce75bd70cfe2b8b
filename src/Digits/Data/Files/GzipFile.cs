namespace Digits.Data;

/// <summary>What a gzip file holds.</summary>
internal sealed class GzipFile(DataFile packed) : DataFile(Unpacked(packed.Name), packed.Source)
{
    /// <summary>Whether a file begins as gzip does.</summary>
    public static bool Is(ReadOnlySpan<byte> head) => head is [0x1F, 0x8B, ..];

    /// <inheritdoc />
    public override T Read<T>(Func<Stream, T> read) => packed.ReadSeekable(stream =>
    {
        using GzipContent content = new(stream, Source);
        return read(content);
    });

    private static string Unpacked(string name)
    {
        if (name.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase))
            return name[..^3] + "tar";
        return name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
    }
}
