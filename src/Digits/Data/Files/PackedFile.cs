using Digits.Engine;

namespace Digits.Data;

/// <summary>A file inside an archive.</summary>
/// <param name="name">Its path inside the archive.</param>
/// <param name="source">What messages call it.</param>
/// <param name="open">Opens it.</param>
internal sealed class PackedFile(string name, string source, Func<Stream> open) : DataFile(name, source)
{
    /// <inheritdoc />
    public override T Read<T>(Func<Stream, T> read)
    {
        try
        {
            using Stream stream = open();
            return read(stream);
        }
        catch (Exception e) when (Archive.IsDamage(e))
        {
            throw new InvalidInputException($"{Source}: cannot be unpacked: {AtomicFile.OneLine(e)}", e);
        }
    }
}
