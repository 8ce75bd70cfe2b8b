using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>min(max(alpha · x + beta, 0), 1), element by element; any shape.</summary>
/// <param name="alpha">The slope between; 1/6 in PyTorch and Keras 3, 0.2 in ONNX and in Keras before.</param>
/// <param name="beta">The value at zero.</param>
public sealed class HardSigmoid(float alpha = HardSigmoid.Sixth, float beta = 0.5f) : Activation(new(ActivationKind.HardSigmoid, alpha, beta))
{
    internal const float Sixth = 1f / 6;

    /// <summary>The slope between 0 and 1.</summary>
    public float Alpha => Function.A;

    /// <summary>The value at zero.</summary>
    public float Beta => Function.B;

    internal override string Stem => "hard_sigmoid";
}
