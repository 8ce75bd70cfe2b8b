using System.Buffers.Binary;
using System.IO.Compression;
using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// The IDX files in which MNIST is published: a big-endian header (magic number, sizes) and then bytes. Files may be packed with gzip: a file that is read
/// shows it by its content, one that is written by its name.
/// </summary>
/// <remarks>Format: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".</remarks>
public static class Idx
{
    /// <summary>Reads an image file and its label file.</summary>
    /// <param name="imagesPath">A file of three dimensions (magic number 0x803), gzip or plain.</param>
    /// <param name="labelsPath">A file of one dimension (magic number 0x801), gzip or plain; null for a set without labels.</param>
    /// <param name="name">The set's name; the image file's where null.</param>
    /// <exception cref="DigitsException">A file cannot be read, is not IDX, is truncated or too long; the counts differ.</exception>
    public static DigitSet Read(string imagesPath, string? labelsPath, string? name = null)
    {
        IdxArray images = InputFile.Read(imagesPath, stream => IdxReader.Read(stream, imagesPath, IdxReader.ImagesMagic));
        byte[]? labels = null;
        if (labelsPath is not null)
        {
            labels = InputFile.Read(labelsPath, stream => IdxReader.Read(stream, labelsPath, IdxReader.LabelsMagic)).Bytes;
            if (labels.Length != images.Count)
            {
                throw new InvalidInputException(
                    $"{labelsPath}: {labels.Length} labels, but {imagesPath} has {images.Count} images; the two files do not belong together.");
            }
        }

        return new DigitSet(name ?? Path.GetFileName(imagesPath), images.Rows, images.Columns, images.Bytes, labels) { Source = imagesPath };
    }

    /// <summary>Writes a set as IDX files, each whole or not at all, packed with gzip where the name ends in <c>.gz</c>.</summary>
    /// <param name="set">The images and, where there are any, their labels.</param>
    /// <param name="imagesPath">Where the images go.</param>
    /// <param name="labelsPath">Where the labels go; null to leave them out.</param>
    /// <exception cref="DigitsException">A file cannot be written, the set is empty, or it has no labels to write.</exception>
    public static void Write(DigitSet set, string imagesPath, string? labelsPath)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (set.Count == 0)
            throw new InvalidInputException($"{imagesPath}: {set.Name} has no images to write.");
        if (labelsPath is not null && !set.IsLabeled)
            throw new InvalidInputException($"{labelsPath}: {set.Name} has no labels to write.");
        WriteFile(imagesPath, [IdxReader.ImagesMagic, set.Count, set.Rows, set.Columns], set.Pixels);
        if (labelsPath is not null)
            WriteFile(labelsPath, [IdxReader.LabelsMagic, set.Count], set.Labels);
    }

    private static void WriteFile(string path, int[] header, ReadOnlySpan<byte> payload)
    {
        byte[] bytes = new byte[header.Length * 4 + payload.Length];
        for (int i = 0; i < header.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * 4), header[i]);
        payload.CopyTo(bytes.AsSpan(header.Length * 4));
        AtomicFile.Write(path, stream =>
        {
            if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            {
                stream.Write(bytes);
                return;
            }

            using GZipStream packed = new(stream, CompressionLevel.Optimal, leaveOpen: true);
            packed.Write(bytes);
        });
    }
}
