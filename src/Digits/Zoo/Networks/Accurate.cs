using Digits.Engine;

namespace Digits.Zoo;

/// <summary>
/// The most accurate network here: four networks of seven 3x3 convolutions of 24 to 96 filters with batch normalization, two pools and one dense layer,
/// which share nothing, are each trained on the labels and give the mean of their logits.
/// </summary>
internal static class Accurate
{
    private const int Heads = 4;

    internal static Network Build(Shape input, int classes)
    {
        Node image = Block.Input(input);
        return new Network(image, Node.Mean([.. Enumerable.Range(0, Heads).Select(_ => Head(image, classes))]));
    }

    private static Node Head(Node image, int classes)
    {
        Node maps = image.Normalized(24).Normalized(24).Then(new MaxPool2D(2));
        maps = maps.Normalized(48, padding: 1).Normalized(48).Normalized(48, padding: 1).Then(new MaxPool2D(2));
        maps = maps.Normalized(96, padding: 1).Normalized(96);
        return maps.Then(new Flatten(), new Dropout(0.3f), new Dense(classes));
    }
}
