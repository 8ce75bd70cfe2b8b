using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>e to the power of x, element by element.</summary>
internal sealed class Exp() : Activation(new(ActivationKind.Exp))
{
    internal override string Stem => "exp";
}
