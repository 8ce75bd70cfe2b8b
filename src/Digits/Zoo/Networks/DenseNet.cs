using Digits.Engine;

namespace Digits.Zoo;

/// <summary>
/// A densely connected network (Huang, Liu, van der Maaten and Weinberger, "Densely connected convolutional networks", 2017), sized for small images: a stem,
/// then two blocks of five
/// layers that each read all layers before them and add 16 maps, with a 1x1 convolution and a pool in between.
/// </summary>
internal static class DenseNet
{
    private const int Growth = 16;
    private const int LayersPerBlock = 5;

    internal static Network Build(Shape input, int classes)
    {
        Node image = Block.Input(input);
        Node maps = Dense(image.Normalized(32, padding: 1).Then(new MaxPool2D(2)));
        maps = Dense(maps.Normalized(maps.Shape.Channels / 2, kernel: 1).Then(new AveragePool2D(2)));
        return new Network(image, maps.Then(new BatchNorm(), new ReLU(), new GlobalAveragePool2D(), new Dense(classes)));
    }

    private static Node Dense(Node maps)
    {
        for (int layer = 0; layer < LayersPerBlock; layer++)
            maps = Node.Concatenate(maps, maps.Then(new BatchNorm(), new ReLU(), new Conv2D(Growth, 3, padding: 1, bias: false)));

        return maps;
    }
}
