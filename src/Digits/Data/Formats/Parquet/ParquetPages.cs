using Parquet.Meta;

namespace Digits.Data;

/// <summary>Checks the headers of a column's pages, before the library allocates what they promise.</summary>
internal static class ParquetPages
{
    private const int MostHeaderBytes = 1 << 16;

    // What packs without a limit, as zeros do with zstandard, may grow to a usual page.
    private const long UsualPage = 8 << 20;
    private const int Uncompressed = 2;
    private const int Compressed = 3;
    private const int IsCompressed = 807;

    // num_values of data_page_header, of dictionary_page_header and of data_page_header_v2, and the lengths of the levels of the last.
    private static readonly int[] _counts = [501, 701, 801];
    private static readonly int[] _lengths = [805, 806];

    /// <summary>Goes from page to page.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="column">The column.</param>
    /// <exception cref="InvalidDataException">A page is not as the column says, or promises more than it can hold.</exception>
    public static void Check(Stream stream, ColumnMetaData column)
    {
        long start = column.DictionaryPageOffset is { } first and > 0 && first < column.DataPageOffset ? first : column.DataPageOffset;
        long end = start + column.TotalCompressedSize;
        if (start < 0 || end > stream.Length)
            throw new InvalidDataException("a column lies outside of it");
        byte[] buffer = new byte[MostHeaderBytes];
        long values = 0;
        for (long at = start; at < end && values < column.NumValues;)
        {
            stream.Position = at;
            int got = stream.ReadAtLeast(buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - at)), 1, throwOnEndOfStream: false);
            ThriftWalk header = new(buffer.AsSpan(0, got));
            Dictionary<int, long> numbers = [];
            header.Struct(ThriftShape.Page, numbers);
            long packed = numbers.GetValueOrDefault(Compressed, -1);
            long unpacked = numbers.GetValueOrDefault(Uncompressed, -1);
            bool isSound = packed >= 0 && unpacked >= 0 && packed <= end - at - header.Position
                && (unpacked <= UsualPage || NamedArray.CanUnpackTo(packed, unpacked))
                && _counts.All(count => numbers.GetValueOrDefault(count) is >= 0 and var number && number <= Math.Max(column.NumValues, unpacked))
                && _lengths.All(length => numbers.GetValueOrDefault(length) is >= 0 and var number && number <= unpacked);
            if (isSound && column.Codec == CompressionCodec.SNAPPY && numbers.GetValueOrDefault(IsCompressed, 1) == 1)
                isSound = SnappyLength(stream, at + header.Position + _lengths.Sum(length => numbers.GetValueOrDefault(length)), end) <= unpacked;
            if (!isSound)
                throw new InvalidDataException("a page of it promises more than it can hold");
            values += numbers.GetValueOrDefault(_counts[0]) + numbers.GetValueOrDefault(_counts[2]);
            at += header.Position + packed;
        }
    }

    /// <summary>The length that packed data promise of themselves, which Snappy's decoder believes.</summary>
    private static long SnappyLength(Stream stream, long at, long end)
    {
        long length = 0;
        stream.Position = at;
        for (int shift = 0; shift < 35 && at < end; shift += 7, at++)
        {
            int part = stream.ReadByte();
            length |= (long)(part & 127) << shift;
            if (part < 128)
                break;
        }

        return length;
    }
}
