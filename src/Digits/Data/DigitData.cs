using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// What a source of data holds. Either part may be missing: a CSV file or a folder of images is one undivided set and
/// comes as <see cref="Train"/>; a source with test files alone comes as <see cref="Test"/>.
/// </summary>
/// <param name="Train">The images to train on, or null.</param>
/// <param name="Test">The images to measure on, or null.</param>
public sealed record DigitData(DigitSet? Train, DigitSet? Test)
{
    /// <summary>The images to measure on, or null. They are held out: see <see cref="DigitSet.IsHeldOut"/>.</summary>
    public DigitSet? Test { get; init => field = value?.HoldOut(); } = Test?.HoldOut();

    /// <summary>The images that the source keeps for validation; null where it has no such part.</summary>
    public DigitSet? Validation { get; init; }

    /// <summary>What kind of source this is, and by what it was recognised; null for what a program draws.</summary>
    public string? Format { get; init; }

    /// <summary>Why these are the built-in <c>strokes</c> though MNIST was wanted, in one line; null if they are what was wanted.</summary>
    public string? WhyStrokes { get; init; }

    /// <summary>What was done to the source's images, and what was left out: one sentence each, to be shown to the user.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The images to train on.</summary>
    /// <exception cref="DigitsException">The source has none, or they have no labels.</exception>
    public DigitSet RequireTrain()
    {
        if (Train is null)
            throw new InvalidInputException($"{Describe(Test)} holds test images only; give a source that has training images.");
        return RequireLabels(Train);
    }

    /// <summary>The labeled images to measure on: the test part or, of an undivided set, all of it.</summary>
    /// <exception cref="DigitsException">The source has none, or they have no labels.</exception>
    public DigitSet RequireTest() => RequireLabels(RequireImages());

    /// <summary>The images to read, labeled or not: the test part or, of an undivided set, all of it.</summary>
    /// <exception cref="DigitsException">The source has none.</exception>
    public DigitSet RequireImages() => Test ?? Train ?? throw new InvalidInputException("The source of data holds no images.");

    /// <summary>The names of the classes of both parts, <c>[K]</c>; where they are numbers, up to the highest label of either.</summary>
    /// <exception cref="DigitsException">The parts have different classes, or there is no part.</exception>
    public IReadOnlyList<string> RequireLabelNames()
    {
        DigitSet measured = Test is { IsLabeled: true } ? Test : Train ?? RequireImages();
        IReadOnlyList<string> first = (Train ?? measured).LabelNames;
        IReadOnlyList<string> second = measured.LabelNames;
        if (ClassNames.AreNumbers(first) && ClassNames.AreNumbers(second))
            return first.Count >= second.Count ? first : second;
        return ClassNames.Joined(first, second)
            ?? throw new InvalidInputException(
                $"{Describe(Train)}: the training images' classes are {ClassNames.Show(first)}, the test images' {ClassNames.Show(second)}; give both the "
                    + "same.");
    }

    /// <summary>The training images of both, and the test images of this one.</summary>
    /// <exception cref="DigitsException">One has no training images, or they do not go together.</exception>
    public DigitData Join(DigitData other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with { Train = RequireTrain().Join(other.RequireTrain()), Notes = [.. Notes, .. other.Notes] };
    }

    /// <summary>All parts with rows as columns: see <see cref="DigitSet.Transpose"/>.</summary>
    public DigitData Transpose() => Change(set => set.Transpose()) with
    {
        Notes = [.. Notes, "The pictures were transposed, as was asked for: rows are columns."],
    };

    /// <summary>All parts with dark for bright: see <see cref="DigitSet.Invert"/>.</summary>
    public DigitData Invert() => Change(set => set.Invert()) with
    {
        Notes = [.. Notes, "The pictures were inverted, as was asked for: dark is bright."],
    };

    /// <summary>All parts under other names of the classes.</summary>
    /// <exception cref="DigitsException">There are fewer names than labels, or they cannot be used.</exception>
    internal DigitData Named(IReadOnlyList<string> names) => Change(set => set.Named(names));

    private DigitData Change(Func<DigitSet, DigitSet> change) => this with
    {
        Train = Train is null ? null : change(Train),
        Test = Test is null ? null : change(Test),
        Validation = Validation is null ? null : change(Validation),
    };

    private static DigitSet RequireLabels(DigitSet set)
    {
        return set.IsLabeled ? set : throw new InvalidInputException($"{Describe(set)} has no labels; training and evaluation need them.");
    }

    private static string Describe(DigitSet? set) => set?.Source ?? set?.Name ?? "The source of data";
}
