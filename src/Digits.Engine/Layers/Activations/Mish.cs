using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>x · tanh(log(1 + exp(x))), element by element; any shape (Misra, "Mish: a self regularized non-monotonic activation function", 2019).</summary>
public sealed class Mish() : Activation(new(ActivationKind.Mish))
{
    internal override string Stem => "mish";
}
