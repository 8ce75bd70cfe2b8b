namespace Digits.Data;

/// <summary>EMNIST's letters in the files of other programs: labels of 1 to 26 for A to Z, and no image with the label 0.</summary>
internal static class LettersFromOne
{
    private const int Letters = 26;

    /// <summary>The 26 letters, label 1's first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enumerable.Range('A', Letters).Select(letter => ((char)letter).ToString())];

    /// <summary>The data with labels that count from 0 and named classes, where they are such; else as they are.</summary>
    public static DigitData Apply(DigitData data)
    {
        DigitSet[] sets = [.. new[] { data.Train, data.Validation, data.Test }.OfType<DigitSet>().Where(set => set.IsLabeled)];
        if (!sets.All(set => ClassNames.AreNumbers(set.LabelNames)) || sets.Select(set => set.LabelNames.Count).DefaultIfEmpty().Max() != Letters + 1)
            return data;
        byte[] labels = [.. sets.SelectMany(set => set.Labels.ToArray().Distinct()).Distinct()];
        if (labels.Length != Letters || labels.Contains((byte)0))
            return data;
        return data with
        {
            Train = Relabel(data.Train),
            Validation = Relabel(data.Validation),
            Test = Relabel(data.Test),
            Notes = [.. data.Notes, "The labels are 1 to 26, as in EMNIST's letters: they were taken for A to Z, and here they count from 0."],
        };
    }

    /// <summary>A set whose labels count from 1, with labels that count from 0.</summary>
    /// <param name="set">The set, without an image of the label 0.</param>
    /// <param name="names">The names of the classes, label 1's first.</param>
    public static DigitSet CountFromZero(DigitSet set, IReadOnlyList<string> names) =>
        set.With(set.Labels.ToArray().Select(label => (byte)(label - 1)).ToArray()).Named(names);

    private static DigitSet? Relabel(DigitSet? set) => set is { IsLabeled: true } ? CountFromZero(set, Names) : set;
}
