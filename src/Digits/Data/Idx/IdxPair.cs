using Digits.Engine;

namespace Digits.Data;

/// <summary>A file of images and, where there is one, the file of their labels.</summary>
internal static class IdxPair
{
    /// <summary>Reads the two.</summary>
    /// <param name="images">The images.</param>
    /// <param name="labels">Their labels; null for none.</param>
    /// <param name="name">The set's name.</param>
    /// <param name="source">Where the set was read from.</param>
    /// <returns>The set, and what was done to it: a sentence each.</returns>
    /// <exception cref="InvalidInputException">A file is not as it should be, or the two do not belong together.</exception>
    public static (DigitSet Set, string[] Notes) Read(DataFile images, DataFile? labels, string name, string source)
    {
        IdxArray read = images.ReadSeekable(stream => IdxReader.ReadImages(stream, images.Source));
        IdxLabels? found = labels?.ReadSeekable(stream => IdxLabels.Read(stream, labels.Source));
        if (found is { } all && all.Labels.Length != read.Count)
        {
            throw new InvalidInputException(
                $"{labels!.Source}: {all.Labels.Length} labels, but {images.Source} has {read.Count} images; the two files do not belong together.");
        }

        DigitSet set = new(name, read.Rows, read.Columns, read.Bytes, found?.Labels) { Source = source };
        return (set, [.. new[] { read.Note, found?.Note }.OfType<string>()]);
    }
}
