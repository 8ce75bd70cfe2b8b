namespace Digits.Engine;

/// <summary>
/// A map <c>[C, H, W]</c> as a vector: channel after channel as in PyTorch and ONNX, or, with <paramref name="channelsLast"/>,
/// pixel after pixel as in Keras.
/// </summary>
/// <param name="channelsLast">Whether the channels of one pixel stand together.</param>
public sealed class Flatten(bool channelsLast = false) : Layer
{
    /// <summary>Whether the channels of one pixel stand together, as in Keras.</summary>
    public bool ChannelsLast => channelsLast;

    internal override string Stem => "flatten";

    internal override Shape Build(ReadOnlySpan<Shape> inputs) => new(inputs[0].Size);
}
