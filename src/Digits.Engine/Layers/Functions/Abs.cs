using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>The absolute value: what softsign is made of in files that have no name for it.</summary>
internal sealed class Abs() : Activation(new(ActivationKind.Abs))
{
    internal override string Stem => "abs";
}
