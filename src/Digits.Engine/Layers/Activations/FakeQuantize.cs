using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>
/// Rounds to the real numbers that integers stand for, element by element; any shape:
/// (clamp(round(x / scale) + zero, lowest, highest) - zero) · scale, where halves go to the even number. Gradients pass straight through where x is within
/// the range and end where it is not. See Jacob et al., "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference" (2018).
/// </summary>
/// <param name="scale">The step between two integers; above 0.</param>
/// <param name="zero">The integer that stands for 0; from <paramref name="lowest"/> to <paramref name="highest"/>.</param>
/// <param name="lowest">The lowest integer, such as -128 or 0.</param>
/// <param name="highest">The highest integer, such as 127 or 255. Both must be those of one type of 8 or 16 bits.</param>
/// <exception cref="ArgumentException">The scale is not a positive number, or the integers are not in order or in no such type.</exception>
public sealed class FakeQuantize(float scale, int zero, int lowest, int highest) : Activation(Of(scale, zero, lowest, highest))
{
    /// <summary>The step between two integers.</summary>
    public float Scale => Function.A;

    /// <summary>The integer that stands for 0.</summary>
    public int Zero { get; } = zero;

    /// <summary>The lowest integer.</summary>
    public int Lowest => Zero + (int)Function.B;

    /// <summary>The highest integer.</summary>
    public int Highest => Zero + (int)Function.C;

    internal override string Stem => "fake_quantize";

    /// <summary>Whether the other rounding leaves every result of this one as it is.</summary>
    internal bool IsWithin(FakeQuantize other) => Scale == other.Scale && Function.B >= other.Function.B && Function.C <= other.Function.C;

    private static ActivationFunction Of(float scale, int zero, int lowest, int highest)
    {
        if (!float.IsFinite(scale) || scale <= 0)
            throw new ArgumentException($"FakeQuantize needs a scale above 0, not {scale}.");

        if (lowest >= highest)
            throw new ArgumentException($"FakeQuantize needs a lowest integer below its highest, not {lowest} and {highest}.");

        if (zero < lowest || zero > highest)
            throw new ArgumentException($"FakeQuantize needs a zero between its lowest and its highest integer, not {zero} of {lowest} to {highest}.");

        if (lowest < short.MinValue || highest > (lowest < 0 ? short.MaxValue : ushort.MaxValue))
            throw new ArgumentException($"FakeQuantize needs integers of at most 16 bits, not {lowest} to {highest}.");

        return new ActivationFunction(ActivationKind.FakeQuantize, scale, lowest - zero, highest - zero);
    }
}
