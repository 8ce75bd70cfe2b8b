using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>The square root, element by element; 0 of what is below zero.</summary>
internal sealed class Sqrt() : Activation(new(ActivationKind.Sqrt))
{
    internal override string Stem => "sqrt";
}
