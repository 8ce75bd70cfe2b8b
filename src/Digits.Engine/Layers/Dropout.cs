namespace Digits.Engine;

/// <summary>
/// In training, sets each value to zero with probability <see cref="Rate"/> and scales the others by 1 / (1 - rate); otherwise nothing.
/// Which values is a function of the seed and the step alone (Srivastava et al., 2014).
/// </summary>
public sealed class Dropout : Layer
{
    /// <summary>Dropout at a rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, or 1 or more.</exception>
    public Dropout(float rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rate, 1f);
        Rate = rate;
    }

    /// <summary>The probability of a zero.</summary>
    public float Rate { get; }

    internal override string Stem => "dropout";

    internal override Shape Build(ReadOnlySpan<Shape> inputs) => inputs[0];
}
