using Digits.Reading;

namespace Digits.Evaluation;

/// <summary>An image that a model got wrong.</summary>
/// <param name="Index">The image's place in the set, from 0.</param>
/// <param name="Truth">Its true class.</param>
/// <param name="Predicted">The class the model predicted.</param>
/// <param name="Confidence">The probability of the predicted class, 0 to 1.</param>
/// <param name="Loss">-ln(probability of the true class), in nats.</param>
/// <param name="Top">The most likely classes, at most three, the most likely first.</param>
public sealed record MisclassifiedImage(int Index, int Truth, int Predicted, double Confidence, double Loss, IReadOnlyList<ClassProbability> Top)
{
    /// <summary>The most classes in <see cref="Top"/>.</summary>
    internal const int TopClasses = 3;
}
