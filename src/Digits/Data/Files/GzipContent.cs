using System.Buffers.Binary;
using System.IO.Compression;
using Digits.Engine;

namespace Digits.Data;

/// <summary>Unpacks gzip, and does not take a file that is cut short or damaged for a whole one.</summary>
internal sealed class GzipContent : ForwardStream
{
    private readonly Stream _packed;
    private readonly string _source;
    private readonly UnpackedSize _size;
    private readonly GZipStream _unpacked;
    private bool _ended;

    /// <summary>Unpacks a stream from its start.</summary>
    /// <param name="packed">A seekable stream of gzip; it stays open.</param>
    /// <param name="source">What messages call the file.</param>
    public GzipContent(Stream packed, string source)
    {
        (_packed, _source) = (packed, source);
        packed.Position = 0;
        _size = new UnpackedSize(packed.Length, source);
        _unpacked = new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
            return 0;
        try
        {
            int got = _unpacked.Read(buffer);
            _size.Add(got);
            if (got == 0)
            {
                _ended = true;
                CheckEnd();
            }

            return got;
        }
        catch (InvalidDataException e)
        {
            throw new InvalidInputException($"{_source}: damaged gzip data; fetch the file again.", e);
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _unpacked.Dispose();
        base.Dispose(disposing);
    }

    // GZipStream does not notice when the checksum and length at the very end are cut off.
    private void CheckEnd()
    {
        Span<byte> length = stackalloc byte[4];
        length.Clear();
        _packed.Position = Math.Max(0, _packed.Length - 4);
        int got = _packed.ReadAtLeast(length, 4, throwOnEndOfStream: false);
        // Its header and end alone are 18 bytes.
        if (got < 4 || _packed.Length < 18 || BinaryPrimitives.ReadUInt32LittleEndian(length) != (uint)_size.Total)
            throw new InvalidInputException($"{_source}: truncated or damaged: its gzip length does not match its content; fetch the file again.");
    }
}
