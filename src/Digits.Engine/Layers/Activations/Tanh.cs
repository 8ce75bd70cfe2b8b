using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>The hyperbolic tangent, element by element; any shape.</summary>
public sealed class Tanh() : Activation(new(ActivationKind.Tanh))
{
    internal override string Stem => "tanh";
}
