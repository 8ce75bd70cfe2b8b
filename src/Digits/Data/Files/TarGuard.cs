namespace Digits.Data;

/// <summary>
/// A tar archive on its way to .NET's reader, which takes the length that an entry's long name or attributes claim for true and makes room for it: here such
/// a claim ends the archive.
/// </summary>
internal sealed class TarGuard(Stream tar) : ForwardStream
{
    private const int BlockBytes = 512;
    private const int MostMetadata = 1 << 20;
    private readonly byte[] _header = new byte[BlockBytes];
    private int _headerAt = BlockBytes;
    private int _headerBytes = BlockBytes;
    private long _dataLeft;

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        if (_headerAt == _headerBytes && _dataLeft > 0)
        {
            int got = tar.Read(buffer[..(int)Math.Min(buffer.Length, _dataLeft)]);
            _dataLeft -= got;
            return got;
        }

        if (_headerAt == _headerBytes)
            NextHeader();
        int count = Math.Min(buffer.Length, _headerBytes - _headerAt);
        _header.AsSpan(_headerAt, count).CopyTo(buffer);
        _headerAt += count;
        return count;
    }

    private void NextHeader()
    {
        _headerAt = 0;
        _headerBytes = tar.ReadAtLeast(_header, BlockBytes, throwOnEndOfStream: false);
        long size = _headerBytes == BlockBytes ? Size(_header.AsSpan(124, 12)) : 0;
        bool isMetadata = _header[156] is (byte)'x' or (byte)'g' or (byte)'L' or (byte)'K';
        if (isMetadata && size > MostMetadata)
            throw new InvalidDataException($"An entry's name or attributes claim {size} bytes.");
        _dataLeft = (size + BlockBytes - 1) / BlockBytes * BlockBytes;
    }

    // Octal digits or, of very long files, a number of 12 bytes whose first bit is set.
    private static long Size(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
            throw new InvalidDataException("An entry claims more bytes than fit in memory.");
        long size = 0;
        foreach (byte digit in field.Trim("\0 "u8))
            size = digit is >= (byte)'0' and <= (byte)'7' ? (8 * size) + (digit - '0') : throw new InvalidDataException("An entry's length is no number.");
        return size;
    }
}
