using Digits.Data;
using Digits.Engine;
using Digits.Reading;

namespace Digits.Evaluation;

/// <summary>A model, what it predicts for a labeled set, and how good that is.</summary>
/// <param name="Name">The model's name, such as its file.</param>
/// <param name="Classifier">The model.</param>
/// <param name="Predictions">What it predicts.</param>
/// <param name="Metrics">How good the predictions are.</param>
public sealed record ModelEvaluation(string Name, Classifier Classifier, Predictions Predictions, EvaluationResult Metrics)
{
    /// <summary>Measures a model.</summary>
    /// <param name="name">The model's name, such as its file.</param>
    /// <param name="classifier">The model.</param>
    /// <param name="set">The images, of the model's size, with labels.</param>
    /// <param name="relabeled">Also measure with the known label errors of MNIST's test set corrected: see <see cref="RelabeledAccuracy"/>.</param>
    /// <param name="corruptions">Also measure under the corruptions of MNIST-C: see <see cref="Robustness"/>.</param>
    /// <exception cref="InvalidInputException">The set has no images or no labels, does not fit the model, or cannot be measured in these ways.</exception>
    public static ModelEvaluation Measure(string name, Classifier classifier, DigitSet set, bool relabeled = false, bool corruptions = false)
    {
        if (relabeled)
            MnistLabelErrors.Check(set);
        Predictions predictions = Predictions.Of(classifier, set);
        EvaluationResult metrics = predictions.Evaluate() with
        {
            Relabeled = relabeled ? RelabeledAccuracy.Measure(predictions) : null,
            Robustness = corruptions ? Robustness.Measure(classifier, set) : null,
        };
        return new ModelEvaluation(name, classifier, predictions, metrics);
    }
}
