using System.Buffers.Binary;
using BitMiracle.LibTiff.Classic;

namespace Digits.Imaging;

/// <summary>
/// Follows a TIFF file's chain of pages and looks whether what decoding needs lies within the file. The library takes a table that is cut off for zeros, and
/// memory for whatever a damaged count says.
/// </summary>
internal sealed class TiffStructure
{
    private const int MostPages = 10_000;

    // Only what pixels depend on: scanners write private tags of all sorts, some of them wrong.
    private static readonly HashSet<int> _needed =
    [
        (int)TiffTag.IMAGEWIDTH, (int)TiffTag.IMAGELENGTH, (int)TiffTag.BITSPERSAMPLE, (int)TiffTag.COMPRESSION, (int)TiffTag.PHOTOMETRIC,
        (int)TiffTag.STRIPOFFSETS, (int)TiffTag.SAMPLESPERPIXEL, (int)TiffTag.ROWSPERSTRIP, (int)TiffTag.STRIPBYTECOUNTS, (int)TiffTag.PLANARCONFIG,
        (int)TiffTag.COLORMAP, (int)TiffTag.TILEWIDTH, (int)TiffTag.TILELENGTH, (int)TiffTag.TILEOFFSETS, (int)TiffTag.TILEBYTECOUNTS,
        (int)TiffTag.EXTRASAMPLES, (int)TiffTag.SAMPLEFORMAT, (int)TiffTag.JPEGTABLES, (int)TiffTag.PREDICTOR, (int)TiffTag.GROUP3OPTIONS,
    ];

    private readonly byte[] _file;
    private readonly bool _isBig;
    private readonly bool _isLittleEndian;
    private readonly List<TiffPage> _pages = [];

    internal TiffStructure(byte[] file)
    {
        _file = file;
        _isLittleEndian = file[0] == 'I';
        _isBig = Number(2, 2) == 43;
        HashSet<long> seen = [];
        long directory = _isBig ? Number(8, 8) : Number(4, 4);
        while (directory != 0 && directory > 0 && _pages.Count < MostPages && seen.Add(directory))
            directory = Follow(directory);
        IsWhole = directory == 0;
    }

    internal IReadOnlyList<TiffPage> Pages => _pages;

    /// <summary>Whether the chain of pages ends as it should, and not beyond the file or in a circle.</summary>
    internal bool IsWhole { get; }

    /// <summary>Looks at one page.</summary>
    /// <returns>Where the next is; 0 for none, -1 where that cannot be told.</returns>
    private long Follow(long directory)
    {
        (int countSize, int entrySize, int offsetSize) = _isBig ? (8, 20, 8) : (2, 12, 4);
        long count = Number(directory, countSize);
        long end = directory + countSize + (count * entrySize);
        if (count is <= 0 or > ushort.MaxValue || end > _file.Length)
            return -1;
        Dictionary<TiffTag, (long Count, long Value)> tags = [];
        bool isSound = true;
        for (long entry = directory + countSize; entry < end; entry += entrySize)
        {
            isSound &= IsWithin(entry, offsetSize);
            int size = Math.Clamp(SizeOf((TiffType)Number(entry + 2, 2)), 2, offsetSize);
            tags.TryAdd((TiffTag)Number(entry, 2), (Number(entry + 4, offsetSize), Number(entry + 4 + offsetSize, size)));
        }

        long width = tags.GetValueOrDefault(TiffTag.IMAGEWIDTH).Value;
        long height = tags.GetValueOrDefault(TiffTag.IMAGELENGTH).Value;
        _pages.Add(new TiffPage(isSound && width > 0 && height > 0 && HasAllParts(tags, width, height), width, height));
        return Number(end, offsetSize);
    }

    /// <summary>Whether there are as many strips or tiles as the size needs: for missing ones the library takes memory all the same.</summary>
    private static bool HasAllParts(Dictionary<TiffTag, (long Count, long Value)> tags, long width, long height)
    {
        if (tags.TryGetValue(TiffTag.TILEWIDTH, out (long Count, long Value) across) && tags.TryGetValue(TiffTag.TILELENGTH, out (long Count, long Value) down))
            return across.Value > 0 && down.Value > 0 && Parts(TiffTag.TILEOFFSETS) >= Divided(width, across.Value) * Divided(height, down.Value);
        long rows = tags.TryGetValue(TiffTag.ROWSPERSTRIP, out (long Count, long Value) given) ? given.Value : height;
        return rows > 0 && Parts(TiffTag.STRIPOFFSETS) >= Divided(height, rows);

        long Parts(TiffTag tag) => tags.GetValueOrDefault(tag).Count;

        static long Divided(long length, long part) => (length + part - 1) / part;
    }

    /// <summary>Whether the values of a tag may lie within the file, and those of a tag that is needed do.</summary>
    private bool IsWithin(long entry, int offsetSize)
    {
        long count = Number(entry + 4, offsetSize);
        if (count < 0 || count > _file.Length)
            return false;
        long bytes = count * SizeOf((TiffType)Number(entry + 2, 2));
        if (bytes <= offsetSize)
            return true;
        long offset = Number(entry + 4 + offsetSize, offsetSize);
        return bytes <= _file.Length && (!_needed.Contains((int)Number(entry, 2)) || (offset >= 0 && offset + bytes <= _file.Length));
    }

    private static int SizeOf(TiffType type) => type switch
    {
        TiffType.SHORT or TiffType.SSHORT => 2,
        TiffType.LONG or TiffType.SLONG or TiffType.FLOAT or TiffType.IFD => 4,
        TiffType.RATIONAL or TiffType.SRATIONAL or TiffType.DOUBLE or TiffType.LONG8 or TiffType.SLONG8 or TiffType.IFD8 => 8,
        _ => 1,
    };

    /// <summary>A number in the file's own order of bytes; -1 where it lies beyond the end, or does not fit.</summary>
    private long Number(long at, int size)
    {
        if (at < 0 || at > _file.Length - size)
            return -1;
        ReadOnlySpan<byte> bytes = _file.AsSpan((int)at, size);
        return size switch
        {
            2 => _isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes),
            4 => _isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes),
            8 => Math.Max(-1, _isLittleEndian ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : BinaryPrimitives.ReadInt64BigEndian(bytes)),
            _ => bytes[0],
        };
    }
}
