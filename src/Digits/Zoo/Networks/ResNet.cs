using Digits.Engine;

namespace Digits.Zoo;

/// <summary>
/// A residual network (He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2016), sized for small images: a stem and six blocks of two 3x3
/// convolutions, whose input
/// is added to their result, in three stages of 16, 32 and 64 filters.
/// </summary>
internal static class ResNet
{
    private const int BlocksPerStage = 2;

    internal static Network Build(Shape input, int classes)
    {
        Node image = Block.Input(input);
        Node maps = image.Normalized(16, padding: 1);
        foreach (int filters in (int[])[16, 32, 64])
        {
            for (int block = 0; block < BlocksPerStage; block++)
                maps = Residual(maps, filters, stride: block == 0 && filters > 16 ? 2 : 1);
        }

        return new Network(image, maps.Then(new GlobalAveragePool2D(), new Dense(classes)));
    }

    /// <summary>Where the shape changes, the input goes through a 1x1 convolution.</summary>
    private static Node Residual(Node input, int filters, int stride)
    {
        Node straight = input.Normalized(filters, padding: 1, stride: stride).Then(new Conv2D(filters, 3, padding: 1, bias: false), new BatchNorm());
        Node shortcut = stride == 1 && input.Shape.Channels == filters
            ? input
            : input.Then(new Conv2D(filters, 1, stride: stride, bias: false), new BatchNorm());
        return Node.Add(straight, shortcut).Then(new ReLU());
    }
}
