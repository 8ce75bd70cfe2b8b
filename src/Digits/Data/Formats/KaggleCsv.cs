using System.Buffers.Text;
using System.Text;
using CsvHelper;
using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// Digits as comma-separated text, one image a line, as in Kaggle's Digit Recognizer: a header
/// <c>label,pixel0,pixel1,…,pixel783</c>, then whole numbers, ink bright (255) on dark (0).
/// </summary>
/// <remarks>
/// The label column is the one whose header is <c>label</c>, wherever it stands. A file without it is read as unlabeled
/// (Kaggle's own test file). A file without a header is read too, as <c>mnist_train.csv</c> has it: with 785 columns
/// the first is the label, with 784 there is none. Any square image size will do.
/// </remarks>
public static class KaggleCsv
{
    // 4096 x 4096 pixels of up to four characters; a longer line is not a picture of a digit.
    private const int MaxLineBytes = 1 << 26;

    private static readonly CsvReaderOptions _readerOptions = new()
    {
        Separator = ',',
        HasHeader = false,
        AllowLineBreaksInQuotes = false,
        TrimWhitespace = true,
        TrackLineNumbers = true,
        MaxRecordSize = MaxLineBytes,
        MalformedData = CsvMalformedDataHandling.Throw,
        IncludeValuesInExceptions = false,
        BufferSize = 1 << 18,
    };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The set's name; the file's where null.</param>
    /// <exception cref="DigitsException">The file cannot be read; a line, column or value is not as it should be (the message names it).</exception>
    public static DigitSet Read(string path, string? name = null)
    {
        return InputFile.Read(path, stream => Read(stream, path, name ?? Path.GetFileName(path)));
    }

    internal static DigitSet Read(Stream stream, string source, string name)
    {
        try
        {
            using CsvReader reader = CsvReader.Create(stream, _readerOptions, leaveOpen: true);
            if (!reader.Read())
                throw new InvalidInputException($"{source}: the file has no lines; it needs one for each image.");
            CsvLayout layout = CsvLayout.Of(reader, source);
            if (layout.HasHeader && !reader.Read())
                throw new InvalidInputException($"{source}: holds no images: there is a header and nothing below it.");
            return ReadRows(reader, layout, source, name);
        }
        catch (CsvFormatException e)
        {
            throw new InvalidInputException($"{source}: line {e.LineNumber}: {AtomicFile.OneLine(e)}", e);
        }
    }

    /// <summary>Writes a set, whole or not at all: the header, then an image a line, the label first where there is one.</summary>
    /// <exception cref="DigitsException">The file cannot be written, the set is empty, or its images are not square.</exception>
    public static void Write(DigitSet set, string path)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (set.Count == 0)
            throw new InvalidInputException($"{path}: {set.Name} has no images to write.");
        if (set.Rows != set.Columns)
            throw new InvalidInputException($"{path}: images of {set.Rows}x{set.Columns} pixels; this format holds square images only.");
        AtomicFile.Write(path, stream =>
        {
            using CsvWriter writer = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
            if (set.IsLabeled)
                writer.WriteField("label"u8);
            for (int i = 0; i < set.Rows * set.Columns; i++)
                writer.WriteField(Encoding.ASCII.GetBytes($"pixel{i}"));
            writer.EndRecord();
            for (int n = 0; n < set.Count; n++)
            {
                if (set.IsLabeled)
                    writer.WriteField(set.Labels[n], default);
                foreach (byte pixel in set.Image(n))
                    writer.WriteField(pixel, default);
                writer.EndRecord();
            }
        });
    }

    private static DigitSet ReadRows(CsvReader reader, CsvLayout layout, string source, string name)
    {
        int area = layout.Side * layout.Side;
        byte[] pixels = new byte[area];
        byte[] labels = new byte[1];
        int count = 0;
        do
        {
            if (reader.FieldCount != layout.Columns)
                throw new InvalidInputException($"{source}: line {reader.LineNumber}: {reader.FieldCount} columns, but the lines above have {layout.Columns}.");
            if ((long)(count + 1) * area > Array.MaxLength)
                throw new InvalidInputException($"{source}: line {reader.LineNumber}: more images than one set can hold.");
            Grow(ref pixels, count * area, area);
            Grow(ref labels, count, 1);
            int offset = count * area;
            for (int column = 0; column < layout.Columns; column++)
            {
                ReadOnlySpan<byte> field = reader.GetSpan(column);
                bool isLabel = column == layout.LabelColumn;
                if (!Utf8Parser.TryParse(field, out byte value, out int used) || used != field.Length)
                    throw Unreadable(source, reader.LineNumber, column, field, isLabel);
                if (isLabel)
                    labels[count] = value;
                else
                    pixels[offset++] = value;
            }

            count++;
        }
        while (reader.Read());
        Array.Resize(ref pixels, count * area);
        Array.Resize(ref labels, count);
        return new DigitSet(name, layout.Side, layout.Side, pixels, layout.LabelColumn < 0 ? null : labels) { Source = source };
    }

    private static void Grow(ref byte[] array, int used, int more)
    {
        if (used + more > array.Length)
            Array.Resize(ref array, (int)Math.Min(Array.MaxLength, Math.Max(2L * array.Length, (long)used + more)));
    }

    private static InvalidInputException Unreadable(string source, long line, int column, ReadOnlySpan<byte> field, bool isLabel)
    {
        string shown = Encoding.UTF8.GetString(field[..Math.Min(field.Length, 20)]).ReplaceLineEndings(" ");
        string wanted = isLabel ? "a label, a whole number of 0 to 255" : "a pixel, a whole number of 0 to 255";
        return new InvalidInputException($"{source}: line {line}, column {column + 1}: '{shown}' is not {wanted}.");
    }
}
