using System.Numerics.Tensors;
using Digits.Data;
using Digits.Engine;
using Digits.Reading;

namespace Digits.Evaluation;

/// <summary>
/// When a model with a class for what is none of the others should say that an image shows none of them: below a probability that it shows one. Of the kinds of
/// images that training did not have this lets fewer through than the probability of the most likely class does.
/// </summary>
public static class RejectThreshold
{
    /// <summary>The share of the images of real classes that are still answered.</summary>
    public const double Answered = 0.99;

    /// <summary>The greatest threshold at which the wanted share of images is answered.</summary>
    /// <param name="classifier">The model.</param>
    /// <param name="validation">Images that it was not trained on; those of <see cref="ClassNames.None"/> do not count.</param>
    /// <param name="answered">The share to be answered, 0 to 1.</param>
    /// <returns>The threshold, as <see cref="Classifier.RejectBelow"/> has it, 0 to 1.</returns>
    /// <exception cref="InvalidInputException">The images do not fit the model, or no image counts.</exception>
    public static double Fit(Classifier classifier, DigitSet validation, double answered = Answered)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(validation);
        classifier.RequireLabeled(validation);
        double[] scores = Scores(classifier, validation);
        double[] counted = [.. scores.Where((_, i) => validation.Labels[i] < classifier.Answers).Order()];
        return counted.Length > 0
            ? counted[Math.Clamp((int)Math.Round((1 - answered) * counted.Length), 0, counted.Length - 1)]
            : throw new InvalidInputException($"{validation.Name}: has no image of a digit, and the threshold is chosen by these.");
    }

    /// <summary>The probability that each image shows one of the classes, <c>[N]</c>: 1 less that of <see cref="ClassNames.None"/>.</summary>
    internal static double[] Scores(Classifier classifier, DigitSet set)
    {
        float[] logits = classifier.Logits(set);
        double[] scores = new double[set.Count];
        for (int i = 0; i < set.Count; i++)
        {
            Span<float> row = logits.AsSpan(i * classifier.Classes, classifier.Classes);
            TensorPrimitives.SoftMax(row, row);
            scores[i] = classifier.HasNone ? 1 - (double)row[classifier.Answers] : 1;
        }

        return scores;
    }
}
