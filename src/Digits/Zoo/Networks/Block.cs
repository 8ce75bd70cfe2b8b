using Digits.Engine;

namespace Digits.Zoo;

/// <summary>What several networks are made of.</summary>
internal static class Block
{
    /// <summary>Convolution, batch normalization, ReLU.</summary>
    internal static Node Normalized(this Node input, int filters, int kernel = 3, int padding = 0, int stride = 1) =>
        input.Then(new Conv2D(filters, kernel, padding, stride, bias: false), new BatchNorm(), new ReLU());

    /// <summary>Where images come in.</summary>
    internal static Node Input(Shape shape) => Node.Input(shape.Channels, shape.Height, shape.Width);
}
