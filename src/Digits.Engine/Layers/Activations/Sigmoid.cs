using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>1 / (1 + exp(-x)), element by element; any shape.</summary>
public sealed class Sigmoid() : Activation(new(ActivationKind.Sigmoid))
{
    internal override string Stem => "sigmoid";
}
