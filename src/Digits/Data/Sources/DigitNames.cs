using System.Globalization;
using System.Text.RegularExpressions;

namespace Digits.Data;

/// <summary>Classes that are digits under other names: <c>five</c>, <c>digit_5</c>, <c>05</c>, and all ten of <c>class 0</c> to <c>class 9</c>.</summary>
internal static partial class DigitNames
{
    private const int All = 10;
    private static readonly string[] _words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    /// <summary>The data with digits for classes, where all names of all parts stand for digits; else as they are.</summary>
    public static DigitData Apply(DigitData data)
    {
        DigitSet[] sets = [.. new[] { data.Train, data.Validation, data.Test }.OfType<DigitSet>()];
        string[] names = [.. sets.Where(set => set.IsLabeled).SelectMany(set => set.LabelNames).Distinct(StringComparer.Ordinal)];
        int[] digits = [.. names.Select(name => DigitOf(name, areAll: names.Length == All))];
        if (ClassNames.AreNumbers(names) || digits.Contains(-1) || digits.Distinct().Count() < digits.Length)
            return data;
        Dictionary<string, byte> labels = names.Zip(digits).ToDictionary(pair => pair.First, pair => (byte)pair.Second, StringComparer.Ordinal);
        return data with
        {
            Train = Relabel(data.Train, labels),
            Validation = Relabel(data.Validation, labels),
            Test = Relabel(data.Test, labels),
            Notes = [.. data.Notes, $"The classes {ClassNames.Show(names)} were taken for the digits."],
        };
    }

    private static DigitSet? Relabel(DigitSet? set, Dictionary<string, byte> labels)
    {
        if (set is not { IsLabeled: true })
            return set;
        byte[] digits = [.. set.LabelNames.Select(name => labels[name])];
        byte[] relabeled = new byte[set.Count];
        for (int i = 0; i < relabeled.Length; i++)
            relabeled[i] = digits[set.Labels[i]];
        return set.With(relabeled);
    }

    private static int DigitOf(string name, bool areAll)
    {
        int word = Array.FindIndex(_words, one => one.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (word >= 0 || Spelled().Match(name) is not { Success: true } match || (match.Groups["class"].Success && !areAll))
            return word;
        return int.Parse(match.Groups["digit"].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("^((digit|number|num)|(?<class>class|label))?[-_ .]?0*(?<digit>[0-9])$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Spelled();
}
