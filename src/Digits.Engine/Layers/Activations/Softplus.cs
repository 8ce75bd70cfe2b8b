using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>log(1 + exp(x)), element by element; any shape.</summary>
public sealed class Softplus() : Activation(new(ActivationKind.Softplus))
{
    internal override string Stem => "softplus";
}
