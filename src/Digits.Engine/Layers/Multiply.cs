namespace Digits.Engine;

/// <summary>
/// The product of two inputs, element by element. The second may be a vector <c>[C]</c>, a gate that multiplies each channel of a map <c>[C, H, W]</c> (Hu et
/// al., "Squeeze-and-excitation networks", 2018).
/// </summary>
public sealed class Multiply : Layer
{
    internal override string Stem => "multiply";

    internal override Shape Build(ReadOnlySpan<Shape> inputs)
    {
        if (inputs.Length != 2)
            throw new ArgumentException("Multiply takes two nodes.");

        if (inputs[1] != inputs[0] && inputs[1] != new Shape(inputs[0].Channels))
            throw new ArgumentException($"Multiply takes nodes of equal shape, or a map and a vector of its channels, not {inputs[0]} and {inputs[1]}.");

        return inputs[0];
    }
}
