using Digits.Engine;

namespace Digits.Data;

/// <summary>Digits drawn as pen strokes by a program: data for whoever has no download.</summary>
public static class Strokes
{
    /// <summary>Draws a training and a test set of 28x28 images.</summary>
    /// <param name="train">Number of training images.</param>
    /// <param name="test">Number of test images.</param>
    /// <param name="seed">The same seed draws the same images.</param>
    /// <exception cref="DigitsException">The generator is not part of this build.</exception>
    public static DigitData Generate(int train = 12000, int test = 2000, ulong seed = 1)
    {
        throw new DigitsException($"strokes: no generator for {train} and {test} images with seed {seed} in this build.");
    }
}
