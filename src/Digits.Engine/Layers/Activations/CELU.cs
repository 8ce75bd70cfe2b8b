using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>
/// x where it is positive, alpha · (exp(x / alpha) - 1) where it is not, element by element; any shape (Barron, "Continuously differentiable exponential
/// linear units", 2017).
/// </summary>
/// <param name="alpha">What it tends to, with the sign turned, where x is far below zero; not 0.</param>
public sealed class CELU(float alpha = 1f) : Activation(new(ActivationKind.Elu, alpha, 1f / alpha, 1f))
{
    /// <summary>What it tends to, with the sign turned, where x is far below zero.</summary>
    public float Alpha => Function.A;

    internal override string Stem => "celu";
}
