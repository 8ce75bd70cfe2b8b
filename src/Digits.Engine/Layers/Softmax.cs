namespace Digits.Engine;

/// <summary>
/// Probabilities from logits over the channels of each pixel, or their logarithms. For models that end in it; to train, leave it out and let
/// the loss work on logits, which is more exact.
/// </summary>
/// <param name="logarithm">Whether logarithms come out.</param>
public sealed class Softmax(bool logarithm = false) : Layer
{
    /// <summary>Whether logarithms come out.</summary>
    public bool Logarithm => logarithm;

    internal override string Stem => "softmax";

    internal override Shape Build(ReadOnlySpan<Shape> inputs) => inputs[0];
}
