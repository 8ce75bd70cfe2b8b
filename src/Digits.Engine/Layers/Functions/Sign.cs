using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>-1, 0 or 1, element by element; gradients pass straight through from -1 to 1.</summary>
internal sealed class Sign() : Activation(new(ActivationKind.Sign))
{
    internal override string Stem => "sign";
}
