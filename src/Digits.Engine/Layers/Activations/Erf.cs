using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>The error function: what GELU is made of in files that have no name for it.</summary>
internal sealed class Erf() : Activation(new(ActivationKind.Erf))
{
    internal override string Stem => "erf";
}
