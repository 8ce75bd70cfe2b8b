using Digits.Engine;

namespace Digits.Zoo;

/// <summary>A network of fewer than 6,000 parameters, whatever the image's size.</summary>
internal static class Tiny
{
    internal static Network Build(Shape input, int classes)
    {
        Node image = Block.Input(input);
        Node maps = image.Normalised(8).Normalised(10).Then(new MaxPool2D(2));
        maps = maps.Normalised(14).Normalised(14);
        return new Network(image, maps.Normalised(14).Then(new GlobalAveragePool2D(), new Dense(classes)));
    }
}
