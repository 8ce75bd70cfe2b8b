using Digits.Engine;

namespace Digits.Zoo;

/// <summary>A network of fewer than 4,000 parameters, whatever the image's size.</summary>
internal static class Tiny
{
    internal static Network Build(Shape input, int classes)
    {
        Node image = Block.Input(input);
        Node maps = image.Normalized(6).Normalized(6).Then(new MaxPool2D(2));
        maps = maps.Normalized(10).Normalized(10).Normalized(10).Normalized(10);
        return new Network(image, maps.Then(new GlobalAveragePool2D(), new Dense(classes)));
    }
}
