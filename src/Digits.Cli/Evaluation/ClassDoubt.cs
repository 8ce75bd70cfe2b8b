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
        if (classifier.LabelNames is not { } own)
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
