using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>
/// x times the normal distribution function of x, element by element; any shape (Hendrycks and Gimpel, "Gaussian error linear units", 2016).
/// </summary>
/// <param name="approximate">Whether to take the formula with a hyperbolic tangent, as GPT-2 did, in place of the exact function.</param>
public sealed class GELU(bool approximate = false) : Activation(new(approximate ? ActivationKind.GeluTanh : ActivationKind.Gelu))
{
    /// <summary>Whether it is the approximation by a hyperbolic tangent.</summary>
    public bool Approximate => Function.Kind == ActivationKind.GeluTanh;

    internal override string Stem => "gelu";
}
