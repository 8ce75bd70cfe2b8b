namespace Digits.Engine;

/// <summary>What a network is to give for each image of a batch: a class, probabilities of classes, or a sequence of labels.</summary>
public readonly record struct Targets
{
    /// <summary>The labels: one an image, or those of all sequences one after another.</summary>
    public ReadOnlyMemory<byte> Labels { get; private init; }

    /// <summary>The probabilities of classes, <c>[N, classes]</c>; empty for 1 at the label.</summary>
    public ReadOnlyMemory<float> Probabilities { get; private init; }

    /// <summary>How many labels each image's sequence has, <c>[N]</c>; empty where each image has one class.</summary>
    public ReadOnlyMemory<int> Lengths { get; private init; }

    /// <summary>How many columns of the output count for each image, <c>[N]</c>, from the left; empty for all.</summary>
    public ReadOnlyMemory<int> Steps { get; private init; }

    /// <summary>The number of images, N.</summary>
    public int Count => Lengths.IsEmpty ? Labels.Length : Lengths.Length;

    /// <summary>Whether the images have sequences instead of classes.</summary>
    public bool AreSequences => !Lengths.IsEmpty;

    /// <summary>One class an image.</summary>
    /// <param name="labels">The classes, <c>[N]</c>.</param>
    /// <param name="probabilities">The probabilities that the network is to give, <c>[N, classes]</c>, each image's summing to 1; empty for 1 at the
    /// label.</param>
    public static Targets Classes(ReadOnlyMemory<byte> labels, ReadOnlyMemory<float> probabilities = default) =>
        new() { Labels = labels, Probabilities = probabilities };

    /// <summary>A sequence of labels for each image.</summary>
    /// <param name="labels">The labels of all images, one sequence after another.</param>
    /// <param name="lengths">How many labels each image has, <c>[N]</c>; 0 for an image with nothing to read.</param>
    /// <param name="steps">How many columns of the output count for each image, <c>[N]</c>, from the left; empty for all.</param>
    public static Targets Sequences(ReadOnlyMemory<byte> labels, ReadOnlyMemory<int> lengths, ReadOnlyMemory<int> steps = default) =>
        new() { Labels = labels, Lengths = lengths, Steps = steps };
}
