using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;

namespace Digits.Reports;

/// <summary>Labelled images with what a network made of them: what the galleries show.</summary>
public sealed class EvaluatedSet
{
    private readonly Lazy<IReadOnlyList<MisclassifiedImage>> _misclassified;

    /// <summary>Puts images and outputs together.</summary>
    /// <param name="set">The images, at least one, with labels.</param>
    /// <param name="logits">The network's output before softmax, <c>[N, K]</c>, row by row, as <see cref="Evaluator.Logits"/> gives it.</param>
    /// <param name="labels">The names of the classes, <c>[K]</c>, 2 to 256.</param>
    /// <exception cref="DigitsException">There are no labelled images, the sizes do not fit, a label is not a class, or an output is not finite.</exception>
    public EvaluatedSet(DigitSet set, float[] logits, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        Set = set;
        Labels = labels;
        Scores = Scores.Of(set.Labels, logits, labels.Count);
        _misclassified = new Lazy<IReadOnlyList<MisclassifiedImage>>(() => MisclassifiedImage.Find(set.Labels, logits, labels.Count));
    }

    /// <summary>The images.</summary>
    public DigitSet Set { get; }

    /// <summary>The names of the classes, <c>[K]</c>.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>What was predicted, how surely, at what loss.</summary>
    internal Scores Scores { get; }

    /// <summary>The images that the network got wrong, the largest loss first.</summary>
    internal IReadOnlyList<MisclassifiedImage> Misclassified => _misclassified.Value;

    /// <summary>How many classes <see cref="Likeliest"/> gives.</summary>
    internal int Ranks => Math.Min(MisclassifiedImage.TopClasses, Labels.Count);

    /// <summary>The name of an image's true class.</summary>
    internal string Truth(int image) => Labels[Set.Labels[image]];

    /// <summary>The name of the class that an image was taken for.</summary>
    internal string Predicted(int image) => Labels[Scores.Predicted[image]];

    /// <summary>What an image is and what it was read as, in words.</summary>
    internal string Reading(int image) => $"Image {image}: is {Truth(image)}, read as {Predicted(image)} ({Words.Exact(Scores.Confidence[image])})";

    /// <summary>Whether an image was recognised.</summary>
    internal bool IsCorrect(int image) => Scores.Predicted[image] == Set.Labels[image];

    /// <summary>An image's likeliest classes, at most three, the likeliest first: the same figures as <see cref="MisclassifiedImage.Top"/>.</summary>
    internal ClassProbability[] Likeliest(int image) => Scores.Likeliest(image, MisclassifiedImage.TopClasses);
}
