using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>
/// scale · x where x is positive, scale · alpha · (exp(x) - 1) where it is not, element by element; any shape. With the usual two numbers a deep network
/// keeps its values at mean 0 and deviation 1 (Klambauer et al., "Self-normalizing neural networks", 2017).
/// </summary>
/// <param name="alpha">The first of the two numbers.</param>
/// <param name="scale">The second.</param>
public sealed class SELU(float alpha = SELU.UsualAlpha, float scale = SELU.UsualScale) : Activation(new(ActivationKind.Elu, alpha, 1f, scale))
{
    internal const float UsualAlpha = 1.67326319f;
    internal const float UsualScale = 1.05070102f;

    /// <summary>How far below zero it goes, before scaling.</summary>
    public float Alpha => Function.A;

    /// <summary>What everything is multiplied by.</summary>
    public float Scale => Function.C;

    internal override string Stem => "selu";
}
