using System.Globalization;
using Digits.Engine;

namespace Digits.Data;

/// <summary>What the classes of a set or of a model are called.</summary>
public static class ClassNames
{
    /// <summary>The most classes there are: labels are bytes.</summary>
    internal const int Most = 256;

    /// <summary>The name of a last class that stands for whatever is none of the others: a picture of it shows no digit.</summary>
    public const string None = "none";

    /// <summary>The names of classes that have no names: 0, 1, 2…</summary>
    internal static string[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(label => label.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Whether names are only the labels themselves, 0, 1, 2…</summary>
    public static bool AreNumbers(IReadOnlyList<string> names) => names.SequenceEqual(Numbers(names.Count), StringComparer.Ordinal);

    /// <summary>Whether the last class is <see cref="None"/>.</summary>
    internal static bool HaveNone(IReadOnlyList<string>? names) => names is { Count: > 1 } && names[^1] == None;

    /// <summary>The longer of two lists that are the same, or of which one has <see cref="None"/> at its end and else is the same; otherwise null.</summary>
    internal static IReadOnlyList<string>? Joined(IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        (IReadOnlyList<string> shorter, IReadOnlyList<string> longer) = first.Count <= second.Count ? (first, second) : (second, first);
        bool fits = shorter.Count == longer.Count || (shorter.Count == longer.Count - 1 && HaveNone(longer));
        return fits && shorter.SequenceEqual(longer.Take(shorter.Count), StringComparer.Ordinal) ? longer : null;
    }

    /// <summary>Names in a message; of many only the first.</summary>
    internal static string Show(IReadOnlyList<string> names) =>
        names.Count <= 12 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(10))}… {names.Count} in all";

    /// <summary>The names of a network's classes, <c>[K]</c>: its own or, where it has none, the set's.</summary>
    /// <param name="set">A set to be read by the network, or to teach it.</param>
    /// <param name="own">The network's own names; null for none.</param>
    /// <param name="outputs">K.</param>
    /// <exception cref="DigitsException">The two differ.</exception>
    internal static IReadOnlyList<string> Agreed(DigitSet set, IReadOnlyList<string>? own, int outputs)
    {
        // A set whose classes are numbers fits any network with as many outputs.
        if (AreNumbers(set.LabelNames))
            return own ?? Numbers(outputs);
        if (own is not null && !SayNothing(own) && !AreSame(own, set.LabelNames))
        {
            throw new InvalidInputException(
                $"{set.Name}: its classes are {Show(set.LabelNames)}, but the model's are {Show(own)}; give the data that the model was trained for.");
        }

        return set.LabelNames.Count == outputs
            ? set.LabelNames
            : throw new InvalidInputException($"{set.Name}: has {set.LabelNames.Count} classes ({Show(set.LabelNames)}), but the network knows {outputs}.");
    }

    /// <summary>
    /// Whether a network has one output more than a set of letters has classes, as one has that was trained on labels of 1 to 26 as EMNIST counts them: its
    /// first output was never trained, and the others are the letters.
    /// </summary>
    /// <param name="set">A set to be read by the network.</param>
    /// <param name="own">The network's own names; null for none.</param>
    /// <param name="outputs">K.</param>
    internal static bool CountFromOne(DigitSet set, IReadOnlyList<string>? own, int outputs)
    {
        IReadOnlyList<string> letters = set.LabelNames;
        return outputs == letters.Count + 1 && AreSame(letters, LettersFromOne.Names)
            && (own is null || SayNothing(own) || AreSame([.. own.Skip(1)], letters));
    }

    // Numbers beyond the digits are no names: the network was trained on labels without.
    private static bool SayNothing(IReadOnlyList<string> names) => names.Count > 10 && AreNumbers(names);

    // EMNIST's letters are A and a alike.
    private static bool AreSame(IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        bool haveCase = first.Distinct(StringComparer.OrdinalIgnoreCase).Count() < first.Count;
        return first.SequenceEqual(second, haveCase ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Makes sure that names can be used, also in a model's metadata, where commas stand between them.</summary>
    /// <exception cref="DigitsException">They cannot.</exception>
    internal static void Check(string set, IReadOnlyList<string> names, int highestLabel)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count <= highestLabel || names.Count > Most)
        {
            throw new InvalidInputException(
                $"{set}: {names.Count} class names, but labels up to {highestLabel}; there must be one for each label, at most {Most}.");
        }

        foreach (string name in names)
        {
            if (name.Trim() != name || name.Length == 0 || name.AsSpan().ContainsAny(',', '"') || name.Any(char.IsControl))
            {
                throw new InvalidInputException(
                    $"{set}: '{name.ReplaceLineEndings(" ")}' cannot be the name of a class; use names without commas, quotation marks and outer spaces.");
            }
        }

        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidInputException($"{set}: two classes are called '{twice.Key}'; give each its own name.");
    }
}
