using Digits.Engine;

namespace Digits.Zoo;

/// <summary>
/// VGG (Simonyan and Zisserman, "Very deep convolutional networks for large-scale image recognition", 2015), sized for small images: three pairs of 3x3
/// convolutions with batch
/// normalization, a pool after each, and a dense layer with dropout.
/// </summary>
internal static class Vgg
{
    internal static Network Build(Shape input, int classes)
    {
        Node image = Block.Input(input);
        Node maps = image;
        foreach (int filters in (int[])[32, 48, 96])
            maps = maps.Normalized(filters, padding: 1).Normalized(filters, padding: 1).Then(new MaxPool2D(2));

        return new Network(image, maps.Then(new Flatten(), new Dropout(0.4f), new Dense(128), new ReLU(), new Dropout(0.2f), new Dense(classes)));
    }
}
