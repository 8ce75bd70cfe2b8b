namespace Digits.Engine;

/// <summary>The channels of all inputs, one after another; heights and widths are equal.</summary>
public sealed class Concatenate : Layer
{
    internal override string Stem => "concatenate";

    internal override Shape Build(ReadOnlySpan<Shape> inputs)
    {
        if (inputs.Length < 2)
            throw new ArgumentException("Concatenate takes two nodes or more.");

        int channels = 0;
        foreach (Shape shape in inputs)
        {
            if (shape.Height != inputs[0].Height || shape.Width != inputs[0].Width)
                throw new ArgumentException($"Concatenate takes nodes of equal height and width, not {inputs[0]} and {shape}.");

            channels += shape.Channels;
        }

        return inputs[0] with { Channels = channels };
    }
}
