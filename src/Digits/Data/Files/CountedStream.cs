namespace Digits.Data;

/// <summary>An entry of an archive as it is unpacked, with a watch on how much it becomes.</summary>
internal sealed class CountedStream(Stream unpacked, UnpackedSize size) : ForwardStream
{
    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        int got = unpacked.Read(buffer);
        size.Add(got);
        return got;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            unpacked.Dispose();
        base.Dispose(disposing);
    }
}
