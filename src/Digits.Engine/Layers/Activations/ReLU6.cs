using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>min(max(x, 0), 6), element by element; any shape.</summary>
public sealed class ReLU6() : Activation(new(ActivationKind.Clip, 0f, Limit))
{
    internal const float Limit = 6f;

    internal override string Stem => "relu6";
}
