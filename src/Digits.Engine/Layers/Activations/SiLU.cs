using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>x · sigmoid(x), also called Swish, element by element; any shape (Ramachandran et al., "Searching for activation functions", 2017).</summary>
public sealed class SiLU() : Activation(new(ActivationKind.Silu))
{
    internal override string Stem => "silu";
}
