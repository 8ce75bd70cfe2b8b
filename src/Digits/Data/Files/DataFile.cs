using Digits.Engine;

namespace Digits.Data;

/// <summary>A file of a data set: on disk, or packed in an archive.</summary>
/// <param name="name">Its path inside the folder or archive, with slashes.</param>
/// <param name="source">What messages call it.</param>
internal abstract class DataFile(string name, string source)
{
    /// <summary>Its path inside the folder or archive, with slashes.</summary>
    public string Name { get; } = name;

    /// <summary>What messages call it.</summary>
    public string Source { get; } = source;

    /// <summary>Its name without folders.</summary>
    public string FileName => Name[(Name.LastIndexOf('/') + 1)..];

    /// <summary>Gives its bytes, from the first to the last, to <paramref name="read"/>; whatever goes wrong is one line with the file's name.</summary>
    /// <exception cref="InvalidInputException">It cannot be read.</exception>
    public abstract T Read<T>(Func<Stream, T> read);

    /// <summary>The same with a stream that can be set back. What is packed is unpacked into memory.</summary>
    /// <exception cref="InvalidInputException">It cannot be read, or is too large for memory.</exception>
    public virtual T ReadSeekable<T>(Func<Stream, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        byte[] bytes = ReadBytes(Array.MaxLength);
        return read(new MemoryStream(bytes, writable: false));
    }

    /// <summary>The first bytes: up to <paramref name="count"/>.</summary>
    /// <exception cref="InvalidInputException">It cannot be read.</exception>
    public byte[] Head(int count) => Read(stream =>
    {
        byte[] head = new byte[count];
        return head[..stream.ReadAtLeast(head, count, throwOnEndOfStream: false)];
    });

    /// <summary>All bytes.</summary>
    /// <exception cref="InvalidInputException">It cannot be read, or has more than <paramref name="limit"/>.</exception>
    public byte[] ReadBytes(int limit) => Read(stream =>
    {
        // No length is trusted: memory grows with what really comes.
        byte[] bytes = new byte[stream.CanSeek ? (int)Math.Min(stream.Length + 1, limit) : 1 << 14];
        int count = 0;
        while (true)
        {
            int got = stream.Read(bytes, count, bytes.Length - count);
            if (got == 0)
                return bytes.AsSpan(0, count).ToArray();
            count += got;
            if (count == limit)
                throw new InvalidInputException($"{Source}: has more than {limit:N0} bytes, which do not fit in memory; unpack it, or give a smaller file.");
            if (count == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(limit, 2L * bytes.Length));
        }
    });
}
