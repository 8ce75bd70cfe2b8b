using Digits.Data;
using Digits.Engine;

namespace Digits.Cli;

/// <summary>What <c>--normalise</c> does.</summary>
internal static class Normalising
{
    /// <summary>Frames a set's digits as MNIST's are, at the size that a model reads.</summary>
    /// <exception cref="DigitsException">The model does not read square pictures.</exception>
    internal static DigitSet For(OnnxModel model, DigitSet set)
    {
        Shape input = model.Network.Input.Shape;
        return input.Width == input.Height
            ? set.Normalize(input.Width)
            : throw new InvalidInputException($"--normalise makes square images, but the model reads {input}; leave it out and give images of that size.");
    }
}
