using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>The sine of x in radians, element by element.</summary>
internal sealed class Sin() : Activation(new(ActivationKind.Sin))
{
    internal override string Stem => "sin";
}
