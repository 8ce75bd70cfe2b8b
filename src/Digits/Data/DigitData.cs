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
    /// <summary>The images to train on.</summary>
    /// <exception cref="DigitsException">The source has none, or they have no labels.</exception>
    public DigitSet RequireTrain()
    {
        if (Train is null)
            throw new DigitsException($"{Describe(Test)} holds test images only; give a source that has training images.");
        return RequireLabels(Train);
    }

    /// <summary>The labelled images to measure on: the test part or, where the source is one undivided set, all of it.</summary>
    /// <exception cref="DigitsException">The source has none, or they have no labels.</exception>
    public DigitSet RequireTest()
    {
        return RequireLabels(Test ?? Train ?? throw new DigitsException("The source of data holds no images."));
    }

    private static DigitSet RequireLabels(DigitSet set)
    {
        return set.IsLabelled ? set : throw new DigitsException($"{Describe(set)} has no labels; training and evaluation need them.");
    }

    private static string Describe(DigitSet? set) => set?.Source ?? set?.Name ?? "The source of data";
}
