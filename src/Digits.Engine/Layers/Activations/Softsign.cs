using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>x / (1 + |x|), element by element; any shape.</summary>
public sealed class Softsign() : Activation(new(ActivationKind.Softsign))
{
    internal override string Stem => "softsign";
}
