using Digits.Data;
using Digits.Reading;

namespace Digits.Cli;

/// <summary>Says where it is only assumed that a set's classes are those of a model.</summary>
internal static class ClassDoubt
{
    private const int Shown = 10;

    /// <summary>What is assumed; null where names say that the classes are the same, or where both are numbers.</summary>
    internal static string? Of(DigitSet set, string model, Classifier classifier)
    {
        bool isNumbered = ClassNames.AreNumbers(set.LabelNames);
        if (classifier.Classes == 27 && set.LabelNames is { Count: 26 } and ["A" or "a", .., "Z" or "z"] && !classifier.HasNone)
        {
            return $"{model} has one class more than {set.Name}: it is taken to count from 1, as EMNIST's letters do, and its first class is left out. The "
                + $"others are {List(set.LabelNames)}.";
        }

        if (classifier.LabelNames is not { } own || (!isNumbered && own.Count > 10 && ClassNames.AreNumbers(own)))
        {
            return isNumbered
                ? null
                : $"{model} does not name its classes; they are taken to be those of {set.Name}, in this order: {List(set.LabelNames)}.";
        }

        IReadOnlyList<string> answers = classifier.HasNone ? [.. own.SkipLast(1)] : own;
        return isNumbered && !ClassNames.AreNumbers(answers)
            ? $"{set.Name} numbers its classes, and the model's are {List(answers)}: 0 is taken for {answers[0]}, 1 for {answers[1]}, and so on."
            : null;
    }

    private static string List(IReadOnlyList<string> names) =>
        names.Count <= Shown ? string.Join(", ", names) : $"{string.Join(", ", names.Take(Shown))}… ({names.Count} in all)";
}
