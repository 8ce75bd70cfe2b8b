using Digits.Engine;

namespace Digits.Zoo;

/// <summary>
/// A small network that learns in two epochs: 16, 64 and 160 filters, pooled before batch normalization, so that this has a fraction of the work. The first
/// kernels are 5x5 and the first pool is 3x3, so that few pixels are left for the many filters. 103,866 parameters whatever the image's size.
/// </summary>
internal static class Fast
{
    internal static Network Build(Shape input, int classes)
    {
        Node image = Block.Input(input);
        Node maps = image
            .Then(new Conv2D(16, 5, bias: false), new MaxPool2D(3), new BatchNorm(), new ReLU())
            .Then(new Conv2D(64, 3, bias: false), new MaxPool2D(2), new BatchNorm(), new ReLU());
        return new Network(image, maps.Normalized(160).Then(new GlobalMaxPool2D(), new Dense(classes)));
    }
}
