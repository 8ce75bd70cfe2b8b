using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>
/// x where it is positive, alpha · (exp(x) - 1) where it is not, element by element; any shape (Clevert et al., "Fast and accurate deep network learning by
/// exponential linear units", 2015).
/// </summary>
/// <param name="alpha">What it tends to, with the sign turned, where x is far below zero.</param>
public sealed class ELU(float alpha = 1f) : Activation(new(ActivationKind.Elu, alpha, 1f, 1f))
{
    /// <summary>What it tends to, with the sign turned, where x is far below zero.</summary>
    public float Alpha => Function.A;

    internal override string Stem => "elu";
}
