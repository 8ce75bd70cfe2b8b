namespace Digits.Engine;

/// <summary>max(x, 0), element by element; any shape.</summary>
public sealed class ReLU : Layer
{
    internal override string Stem => "relu";

    internal override Shape Build(ReadOnlySpan<Shape> inputs) => inputs[0];
}
