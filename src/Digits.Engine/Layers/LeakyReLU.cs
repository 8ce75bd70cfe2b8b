namespace Digits.Engine;

/// <summary>x where it is positive, slope · x where it is not; any shape.</summary>
public sealed class LeakyReLU : Layer
{
    /// <summary>A leaky ReLU.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The slope is not above 0 and below 1.</exception>
    public LeakyReLU(float slope = 0.01f)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(slope);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slope, 1f);
        Slope = slope;
    }

    /// <summary>The slope for negative inputs.</summary>
    public float Slope { get; }

    internal override string Stem => "leaky_relu";

    internal override Shape Build(ReadOnlySpan<Shape> inputs) => inputs[0];
}
