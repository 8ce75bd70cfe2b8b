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
    private const int ImagesMagic = 0x0803;
    private const int LabelsMagic = 0x0801;

    /// <summary>Reads an image file and its label file.</summary>
    /// <param name="imagesPath">
    /// <c>[N, H, W]</c>, <c>[N, 1, H, W]</c> or <c>[N, pixels]</c> of bytes, or of numbers of another type, of 0 to 255, 0 to 1 or -1 to 1; gzip or plain.
    /// </param>
    /// <param name="labelsPath">
    /// A number of 0 to 255 of any type for each image, a 1 among zeros, or QMNIST's eight columns; gzip or plain; null for a set without labels.
    /// </param>
    /// <param name="name">The set's name; the image file's where null.</param>
    /// <exception cref="DigitsException">A file cannot be read, is not IDX, is truncated or too long; the counts differ.</exception>
    public static DigitSet Read(string imagesPath, string? labelsPath, string? name = null)
    {
        DiskFile images = new(Path.GetFileName(imagesPath), imagesPath);
        DiskFile? labels = labelsPath is null ? null : new(Path.GetFileName(labelsPath), labelsPath);
        return IdxPair.Read(images, labels, name ?? images.Name, imagesPath).Set;
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
        WriteFile(imagesPath, [ImagesMagic, set.Count, set.Rows, set.Columns], set.Pixels);
        if (labelsPath is not null)
            WriteFile(labelsPath, [LabelsMagic, set.Count], set.Labels);
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
