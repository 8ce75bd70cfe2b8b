using Digits.Engine;

namespace Digits.Zoo;

/// <summary>
/// A network for digits as people write them anywhere: three pairs of 3x3 convolutions and a global average, which does not mind where strokes end; small
/// enough to be carried along.
/// </summary>
internal static class Reader
{
    internal static Network Build(Shape input, int classes)
    {
        Node image = Block.Input(input);
        Node maps = image.Normalized(24, padding: 1).Normalized(24, padding: 1).Then(new MaxPool2D(2));
        maps = maps.Normalized(48, padding: 1).Normalized(48, padding: 1).Then(new MaxPool2D(2));
        maps = maps.Normalized(96, padding: 1).Normalized(96);
        return new Network(image, maps.Then(new GlobalAveragePool2D(), new Dropout(0.2f), new Dense(classes)));
    }
}
