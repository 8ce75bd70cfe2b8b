namespace Digits.Engine;

/// <summary>The sum of inputs of equal shape, element by element: a residual connection.</summary>
public sealed class Add : Layer
{
    internal override string Stem => "add";

    internal override Shape Build(ReadOnlySpan<Shape> inputs)
    {
        if (inputs.Length < 2)
            throw new ArgumentException("Add takes two nodes or more.");

        foreach (Shape shape in inputs)
        {
            if (shape != inputs[0])
                throw new ArgumentException($"Add takes nodes of equal shape, not {inputs[0]} and {shape}.");
        }

        return inputs[0];
    }
}
