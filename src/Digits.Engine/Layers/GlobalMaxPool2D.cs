namespace Digits.Engine;

/// <summary>The greatest value of each channel's whole map: <c>[C, H, W]</c> to <c>[C]</c>.</summary>
public sealed class GlobalMaxPool2D : Layer
{
    internal override string Stem => "global_max_pool";

    internal override Shape Build(ReadOnlySpan<Shape> inputs) => new(inputs[0].Channels);
}
