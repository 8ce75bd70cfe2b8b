using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>The nearest whole number, halves to the even one, element by element; gradients pass straight through.</summary>
internal sealed class Round() : Activation(new(ActivationKind.Round))
{
    internal override string Stem => "round";
}
