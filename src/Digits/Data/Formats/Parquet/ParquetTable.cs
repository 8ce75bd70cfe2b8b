using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Digits.Engine;
using Digits.Imaging;
using Parquet;
using Parquet.Schema;

namespace Digits.Data;

/// <summary>One open Parquet file, and the arrays that its columns are.</summary>
internal sealed class ParquetTable
{
    private const int MostGroups = 100_000;
    private const int MaxSide = 4096;
    private static readonly PictureOptions _pictures = new() { MaxPixels = (long)MaxSide * MaxSide };
    private readonly ParquetReader _reader;
    private readonly string _path;
    private readonly long _length;
    private readonly DataField[] _fields;

    private ParquetTable(ParquetReader reader, string path, long length)
    {
        _reader = reader;
        _path = path;
        _length = length;
        _fields = reader.Schema.GetDataFields();
    }

    private int Rows => (int)_reader.RowGroups.Sum(group => group.RowCount);

    /// <summary>Opens a file for as long as <paramref name="read"/> takes.</summary>
    /// <exception cref="InvalidInputException">It is damaged.</exception>
    public static DigitData Open(Stream stream, string path, Func<ParquetTable, DigitData> read)
    {
        try
        {
            stream.Position = 0;
            ParquetFooter.Check(stream, path);
            ParquetReader reader = ParquetColumn.Await(() => ParquetReader.CreateAsync(stream, leaveStreamOpen: true));
            ParquetTable table = new(reader, path, stream.Length);
            table.Check(stream);
            return read(table);
        }
        // The library says what is wrong with a file by exceptions of many kinds.
#pragma warning disable CA1031
        catch (Exception e) when (e is not DigitsException)
#pragma warning restore CA1031
        {
            throw new InvalidInputException(
                $"{path}: the Parquet file is damaged, or of a kind that is not read ({AtomicFile.OneLine(e).TrimEnd('.')}); fetch or save it again.", e);
        }
    }

    /// <summary>The arrays of pictures, labels and class names, named for the part.</summary>
    /// <exception cref="InvalidInputException">No column holds pictures.</exception>
    public List<NamedArray> Arrays(ArrayPart part)
    {
        string prefix = part == ArrayPart.Whole ? "" : $"{part}/";
        DataField? label = _fields.FirstOrDefault(field =>
            field.MaxRepetitionLevel == 0 && field.Path.Length == 1 && ArrayName.Of(Column(field)).Role == ArrayRole.Labels);
        List<NamedArray> arrays = [Pictures($"{prefix}image", label)];
        if (label is not null)
            arrays.Add(Labels($"{prefix}label", label));
        if (label is not null && ClassNames(Column(label)) is { } names)
            arrays.Add(NamedArray.OfTexts("classes", names));
        return arrays;
    }

    private static string Column(DataField field) => field.Path.FirstPart!;

    private static string Shown(DataField field) => NamedArray.Shown(Column(field));

    private static bool IsBytes(DataField field) => field.ClrType == typeof(ReadOnlyMemory<byte>) || field.ClrType == typeof(byte[]);

    private static bool IsNumber(DataField field) => field.ClrType.IsPrimitive && field.ClrType != typeof(char);

    private NamedArray Pictures(string name, DataField? label)
    {
        DataField[] packed = [.. _fields.Where(field => IsBytes(field) && field.MaxRepetitionLevel == 0 && !ReferenceEquals(field, label))];
        DataField? image = packed.FirstOrDefault(field => ArrayName.Of(Column(field)).Role == ArrayRole.Images) ?? packed.FirstOrDefault();
        if (image is not null)
            return Decoded(name, image);
        DataField[] lists = [.. _fields.Where(field => field.MaxRepetitionLevel > 0 && IsNumber(field))];
        DataField? list = lists.FirstOrDefault(field => ArrayName.Of(Column(field)).Role == ArrayRole.Images) ?? lists.FirstOrDefault();
        if (list is not null)
            return Listed(name, list);
        // What pandas keeps as an index is named so by itself.
        DataField[] pixels = [.. _fields.Where(field =>
            !ReferenceEquals(field, label) && field.MaxRepetitionLevel == 0 && field.Path.Length == 1 && IsNumber(field)
            && !Column(field).StartsWith("__", StringComparison.Ordinal) && !Column(field).Equals("id", StringComparison.OrdinalIgnoreCase)
            && !Column(field).Equals("index", StringComparison.OrdinalIgnoreCase)),];
        return pixels.Length > 1
            ? Numbers(name, pixels, pixels.Length, (group, row) => Pixels(group, pixels, row))
            : throw new InvalidInputException(
                $"{_path}: no column of pictures was recognised among {string.Join(", ", _fields.Take(8).Select(Shown))}; "
                + "give image (the bytes of a PNG or JPEG) and label, or a column for each pixel.");
    }

    /// <summary>Pictures of their encoded bytes.</summary>
    private NamedArray Decoded(string name, DataField field)
    {
        GrayImage? first = null;
        using MemoryStream pixels = new();
        int row = 0;
        foreach (ParquetRowGroupReader group in _reader.RowGroups)
        {
            foreach (byte[]? file in ParquetColumn.Bytes(group, field))
            {
                if (file is null)
                    throw new InvalidInputException($"{_path}: row {row}: has no picture in {Shown(field)}.");
                GrayImage picture = Picture.Decode(file, $"{_path}: row {row}", _pictures);
                first ??= picture;
                if ((picture.Width, picture.Height) != (first.Width, first.Height))
                {
                    throw new InvalidInputException(
                        $"{_path}: row {row}: {picture.Width}x{picture.Height} pixels, but the first picture has {first.Width}x{first.Height}; "
                        + "all pictures of a set must have one size.");
                }

                if (pixels.Length + picture.Pixels.Length > Array.MaxLength)
                    throw new InvalidInputException($"{_path}: row {row}: more pictures than one set can hold.");
                pixels.Write(picture.Pixels);
                row++;
            }
        }

        if (first is null)
            throw new InvalidInputException($"{_path}: has no rows.");
        ReadOnlyMemory<byte> all = pixels.GetBuffer().AsMemory(0, (int)pixels.Length);
        return new NamedArray(name, [row, first.Height, first.Width], ElementType.Byte, IsColumnMajor: false, () => [all]);
    }

    /// <summary>Pictures that are lists of numbers, each of the same length.</summary>
    private NamedArray Listed(string name, DataField field)
    {
        int area = 0;
        foreach (ParquetRowGroupReader group in _reader.RowGroups.Where(group => group.RowCount > 0))
            area = ParquetColumn.LengthOfLists(group, field, area, _path);
        return Numbers(name, [field], Math.Max(1, area), (group, _) => ParquetColumn.Numbers(group, field, group.RowCount * area, _path));
    }

    private NamedArray Labels(string name, DataField field)
    {
        if (IsNumber(field))
            return Numbers(name, [field], 1, (group, _) => ParquetColumn.Numbers(group, field, group.RowCount, _path)) with { Shape = [Rows] };
        return NamedArray.OfTexts(name, [.. _reader.RowGroups.SelectMany(group => IsBytes(field)
            ? ParquetColumn.Bytes(group, field).Select(text => Encoding.UTF8.GetString(text ?? []))
            : ParquetColumn.Texts(group, field)),]);
    }

    private static double[] Pixels(ParquetRowGroupReader group, DataField[] fields, string path)
    {
        double[] all = new double[checked((int)group.RowCount * fields.Length)];
        for (int column = 0; column < fields.Length; column++)
        {
            double[] numbers = ParquetColumn.Numbers(group, fields[column], group.RowCount, path);
            for (int row = 0; row < numbers.Length; row++)
                all[(row * fields.Length) + column] = numbers[row];
        }

        return all;
    }

    private NamedArray Numbers(string name, DataField[] fields, int area, Func<ParquetRowGroupReader, string, double[]> read)
    {
        bool areWhole = fields.All(field => field.ClrType != typeof(float) && field.ClrType != typeof(double));
        ElementType type = areWhole ? new ElementType(ElementKind.Signed, 8) : new ElementType(ElementKind.Float, 8);
        return new NamedArray(name, [Rows, area], type, IsColumnMajor: false, () => _reader.RowGroups.Where(group => group.RowCount > 0).Select(group =>
        {
            double[] numbers = read(group, _path);
            return (ReadOnlyMemory<byte>)(areWhole
                ? MemoryMarshal.AsBytes(Array.ConvertAll(numbers, number => (long)number).AsSpan()).ToArray()
                : MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray());
        }));
    }

    /// <summary>The names that Hugging Face's data sets library keeps in the file for a class label.</summary>
    private string[]? ClassNames(string column)
    {
        if (_reader.CustomMetadata is null || !_reader.CustomMetadata.TryGetValue("huggingface", out string? json))
            return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return [.. document.RootElement.GetProperty("info").GetProperty("features").GetProperty(column).GetProperty("names").EnumerateArray()
                .Select(name => name.GetString()!.Replace(',', ' ')),];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Makes sure that the counts and sizes that the file's end promises can be true, before anything is read by them.</summary>
    private void Check(Stream stream)
    {
        long rows = 0;
        if (_reader.RowGroupCount > MostGroups)
            throw new InvalidDataException("too many groups of rows");
        foreach (ParquetRowGroupReader group in _reader.RowGroups)
        {
            rows += group.RowCount;
            // Equal rows pack well, but not without an end.
            bool isSound = group.RowCount >= 0 && rows <= _length * 256 && rows <= int.MaxValue;
            foreach (Parquet.Meta.ColumnChunk column in group.RowGroup.Columns)
            {
                isSound &= column.MetaData is { TotalCompressedSize: >= 0, NumValues: >= 0 } data
                    && data.TotalCompressedSize <= _length && data.NumValues <= _length * 256 && data.DataPageOffset >= 0 && data.DataPageOffset <= _length;
            }

            if (!isSound)
                throw new InvalidDataException("its end promises more than the file can hold");
            foreach (Parquet.Meta.ColumnChunk column in group.RowGroup.Columns)
                ParquetPages.Check(stream, column.MetaData!);
        }
    }
}
