using Digits.Engine;

namespace Digits.Zoo;

/// <summary>The largest network here: nine 3x3 convolutions of 32 to 112 filters with batch normalisation, two pools, one dense layer.</summary>
internal static class Accurate
{
    internal static Network Build(Shape input, int classes)
    {
        Node image = Block.Input(input);
        Node maps = image.Normalised(32, padding: 1).Normalised(32, padding: 1).Normalised(32, padding: 1).Then(new MaxPool2D(2));
        maps = maps.Normalised(64, padding: 1).Normalised(64, padding: 1).Normalised(64, padding: 1).Then(new MaxPool2D(2));
        maps = maps.Normalised(112, padding: 1).Normalised(112, padding: 1).Normalised(112);
        return new Network(image, maps.Then(new Flatten(), new Dropout(0.3f), new Dense(classes)));
    }
}
