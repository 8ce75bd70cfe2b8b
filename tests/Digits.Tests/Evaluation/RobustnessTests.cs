using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reading;
using Digits.Tests.Training;

namespace Digits.Tests.Evaluation;

public sealed class RobustnessTests
{
    private static readonly DigitSet _set = TinySet.Bars(60, seed: 9);

    [Fact]
    public void Every_corruption_is_measured_as_evaluation_measures_its_images()
    {
        Classifier classifier = new(TinySet.Network());
        Robustness robustness = Robustness.Measure(classifier, _set, seed: 4);
        robustness.CleanError.ShouldBe(1 - Predictions.Of(classifier, _set).Accuracy, tolerance: 1e-12);
        robustness.Corruptions.Select(score => score.Corruption).ShouldBe(Corruptions.All.Select(corruption => corruption.Name));
        foreach (CorruptionScore score in robustness.Corruptions)
            score.Error.ShouldBe(1 - Predictions.Of(classifier, Corruptions.Apply(_set, score.Corruption, seed: 4)).Accuracy, tolerance: 1e-12);
        robustness.MeanError.ShouldBe(robustness.Corruptions.Sum(score => score.Error) / 15, tolerance: 1e-12);
    }

    [Fact]
    public void It_is_part_of_the_metrics_document_where_it_was_measured()
    {
        Classifier classifier = new(TinySet.Network());
        EvaluationResult without = Predictions.Of(classifier, _set).Evaluate();
        without.ToJson().ShouldNotContain("robustness");
        EvaluationResult with = without with { Robustness = Robustness.Measure(classifier, _set) };
        with.ToJson().ShouldContain("\"clean_error\"");
        Robustness read = EvaluationResult.FromJson(with.ToJson()).Robustness!;
        read.MeanError.ShouldBe(with.Robustness.MeanError);
        read.Corruptions.ShouldBe(with.Robustness.Corruptions);
    }

    [Fact]
    public void It_can_be_cancelled() => Should.Throw<OperationCanceledException>(
        () => Robustness.Measure(new Classifier(TinySet.Network()), _set, cancellation: new CancellationToken(canceled: true)));

    [Fact]
    public void Images_without_labels_are_refused() => Should.Throw<DigitsException>(
        () => Robustness.Measure(new Classifier(TinySet.Network()), new DigitSet("bare", 8, 8, new byte[64], labels: null))).Message.ShouldContain("no labels");
}
