using Digits.Data;
using Digits.Engine;
using Digits.Reading;

namespace Digits.Cli;

/// <summary>What <c>--normalise</c> does.</summary>
internal static class Normalization
{
    /// <summary>Frames a set's digits as MNIST's are, at the size that a model reads.</summary>
    /// <exception cref="InvalidInputException">The model does not read square pictures.</exception>
    internal static DigitSet Apply(DigitSet set, Classifier classifier) => classifier.Width == classifier.Height
        ? set.Normalize(classifier.Width)
        : throw new InvalidInputException(
            $"--normalise makes square images, but the model reads {classifier.Height}x{classifier.Width}; leave it out and give images of that size.");

    /// <summary>Makes sure that a set's images have the size that a model reads.</summary>
    /// <exception cref="InvalidInputException">They have not.</exception>
    internal static void RequireSize(DigitSet set, Classifier classifier)
    {
        if ((set.Rows, set.Columns) != (classifier.Height, classifier.Width))
        {
            throw new InvalidInputException(
                $"{set.Name}: its images are {set.Rows}x{set.Columns}, but the model reads {classifier.Height}x{classifier.Width}; "
                + "give --normalise to scale and center digits of any size for it.");
        }
    }
}
