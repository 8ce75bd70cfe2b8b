using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>A function of one number, applied to each value by itself; any shape, no weights.</summary>
public abstract class Activation : Layer
{
    private protected Activation(ActivationFunction function) => Function = function;

    internal ActivationFunction Function { get; }

    internal override Shape Build(ReadOnlySpan<Shape> inputs) => inputs[0];
}
