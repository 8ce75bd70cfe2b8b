namespace Digits.Data;

/// <summary>Bytes that were read ahead, and then the rest of a stream.</summary>
internal sealed class JoinedStream(ReadOnlyMemory<byte> first, Stream rest) : ForwardStream
{
    private ReadOnlyMemory<byte> _first = first;

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        if (_first.IsEmpty)
            return rest.Read(buffer);
        int count = Math.Min(buffer.Length, _first.Length);
        _first.Span[..count].CopyTo(buffer);
        _first = _first[count..];
        return count;
    }
}
