using Digits.Engine;
using Digits.Imaging;

namespace Digits.Data;

/// <summary>What the corruptions make of the same few images, in one picture.</summary>
public static class CorruptionSheet
{
    /// <summary>Draws a row of unchanged images and below it the same images under each corruption, in the order of <see cref="Corruptions.All"/>.</summary>
    /// <param name="set">Where the images come from; with labels, one class after the other.</param>
    /// <param name="columns">Images in a row, at least 1; fewer where the set has fewer.</param>
    /// <param name="seed">Chooses what is random in the corruptions.</param>
    /// <exception cref="DigitsException">The set is empty, or its images are too small.</exception>
    public static GrayImage Draw(DigitSet set, int columns = 12, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (set.Count == 0)
            throw new InvalidInputException($"{set.Name}: a set without images makes no picture of corruptions.");

        DigitSet clean = set.Subset(Examples(set, columns));
        byte[] pixels = [.. clean.Pixels, .. Corruptions.All.SelectMany(corruption => Corruptions.Apply(clean, corruption, seed).Pixels.ToArray())];
        DigitSet all = new(set.Name, set.Rows, set.Columns, pixels, labels: null);
        return ContactSheet.Draw(all, [.. Enumerable.Range(0, all.Count).Chunk(clean.Count)]);
    }

    /// <summary>The first image of each label, then the second of each, and so on, ordered by label.</summary>
    private static int[] Examples(DigitSet set, int count)
    {
        byte[] labels = set.IsLabeled ? set.Labels.ToArray() : new byte[set.Count];
        int[] seen = new int[ClassNames.Most];
        return [.. Enumerable.Range(0, set.Count)
            .Select(i => (Index: i, Label: labels[i], Round: seen[labels[i]]++))
            .OrderBy(image => image.Round)
            .ThenBy(image => image.Label)
            .Take(count)
            .OrderBy(image => image.Label)
            .Select(image => image.Index),];
    }
}
