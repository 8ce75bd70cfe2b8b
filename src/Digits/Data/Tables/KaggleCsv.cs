using System.Text;
using CsvHelper;
using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// Digits as text, one image a line, as in Kaggle's Digit Recognizer: a header <c>label,pixel0,pixel1,…,pixel783</c>, then whole numbers, ink bright (255)
/// on dark (0). Text of other programs is read too: see the remarks.
/// </summary>
/// <remarks>
/// <para>Commas, semicolons, tabs or spaces stand between the columns; numbers may be decimal, of 0 to 255, 0 to 1 or -1 to 1 throughout; the file may be
/// packed with gzip. A header names the columns: the label's is <c>label</c>, <c>class</c>, <c>target</c> or another usual name, wherever it stands; columns
/// that count the lines are left out. Without a header one column beside a square image is the label. One-hot columns at the start or the end are the label
/// too. A file of pixels alone is read as unlabeled (Kaggle's own test file). Labels may be words. ARFF and svmlight (libsvm) are known by their first line.
/// Any square image size will do.</para>
/// </remarks>
public static class KaggleCsv
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The set's name; the file's where null.</param>
    /// <exception cref="DigitsException">The file cannot be read; a line, column or value is not as it should be (the message names it).</exception>
    public static DigitSet Read(string path, string? name = null)
    {
        DataFile file = new DiskFile(Path.GetFileName(path), path);
        if (GzipFile.Is(file.Head(2)))
            file = new GzipFile(file);
        return file.Read(stream => TextTable.Read(stream, path, name ?? Path.GetFileName(path))).RequireImages();
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
}
