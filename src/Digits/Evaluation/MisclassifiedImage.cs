namespace Digits.Evaluation;

/// <summary>An image that the network got wrong.</summary>
/// <param name="Index">The image's place in the set, from 0.</param>
/// <param name="Truth">Its true class.</param>
/// <param name="Predicted">The class the network took it for.</param>
/// <param name="Confidence">The probability the network gave to that, 0 to 1.</param>
/// <param name="Loss">-ln(probability of the true class), in nats.</param>
/// <param name="Top">The most likely classes, at most three, the likeliest first.</param>
public sealed record MisclassifiedImage(
    int Index, int Truth, int Predicted, double Confidence, double Loss, IReadOnlyList<ClassProbability> Top)
{
    internal const int TopClasses = 3;

    /// <summary>The images that a network got wrong, the worst (largest loss) first.</summary>
    /// <param name="truth">The true class of each image, <c>[N]</c>.</param>
    /// <param name="logits">The network's output before softmax, <c>[N, classes]</c>, row by row.</param>
    /// <param name="classes">Number of classes, 2 to 256.</param>
    /// <exception cref="Engine.DigitsException">There are no images, the sizes do not fit, a label is not a class, or an output is not finite.</exception>
    public static IReadOnlyList<MisclassifiedImage> Find(ReadOnlySpan<byte> truth, ReadOnlySpan<float> logits, int classes)
    {
        Scores scores = Scores.Of(truth, logits, classes);
        List<MisclassifiedImage> wrong = [];
        for (int i = 0; i < truth.Length; i++)
        {
            if (scores.Predicted[i] == truth[i])
                continue;
            wrong.Add(new MisclassifiedImage(i, truth[i], scores.Predicted[i], scores.Confidence[i], scores.Loss[i], scores.Likeliest(i, TopClasses)));
        }

        return [.. wrong.OrderByDescending(image => image.Loss)];
    }
}
