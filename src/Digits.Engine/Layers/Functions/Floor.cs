using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>The greatest whole number that is not above x, element by element; gradients pass straight through.</summary>
internal sealed class Floor() : Activation(new(ActivationKind.Floor))
{
    internal override string Stem => "floor";
}
