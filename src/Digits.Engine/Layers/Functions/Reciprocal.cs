using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>1 / x, element by element; 1e18 of zero.</summary>
internal sealed class Reciprocal() : Activation(new(ActivationKind.Reciprocal))
{
    internal override string Stem => "reciprocal";
}
