using Digits.Evaluation;
using Digits.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tests.Evaluation;

/// <summary>What holds for any predictions of any number of classes.</summary>
public sealed class MetricsPropertyTests
{
    private static readonly Arbitrary<Sample> _samples = (
        from classes in Gen.Choose(2, 60)
        from count in Gen.Choose(1, 200)
        from truth in Gen.Choose(0, classes - 1).ArrayOf(count)
        from logits in Gen.Choose(-900, 900).ArrayOf(count * classes)
        select new Sample(classes, [.. truth.Select(c => (byte)c)], [.. logits.Select(x => x / 64f)])).ToArbitrary();

    [Fact]
    public void Rows_of_the_confusion_sum_to_support_and_all_of_it_to_the_images() => Check(sample =>
    {
        EvaluationResult result = sample.Evaluate();
        result.Images.ShouldBe(sample.Truth.Length);
        result.PerClass.Sum(c => c.Support).ShouldBe(result.Images);
        for (int c = 0; c < sample.Classes; c++)
        {
            result.PerClass[c].Support.ShouldBe(sample.Truth.Count(label => label == c));
            result.Confusion.Row(c).ToArray().Sum().ShouldBe(result.PerClass[c].Support);
        }

        Enumerable.Range(0, sample.Classes).Sum(result.Confusion.Predicted).ShouldBe(result.Images);
    });

    [Fact]
    public void Micro_averages_are_the_accuracy() => Check(sample =>
    {
        EvaluationResult result = sample.Evaluate();
        double hits = result.PerClass.Sum(c => c.Recall * c.Support);
        (hits / result.PerClass.Sum(c => c.Support)).ShouldBe(result.Accuracy, 1e-12);
        result.Weighted.Recall.ShouldBe(result.Accuracy, 1e-12);
    });

    [Fact]
    public void Shares_lie_between_0_and_1_and_F1_between_precision_and_recall() => Check(sample =>
    {
        EvaluationResult result = sample.Evaluate();
        result.Accuracy.ShouldBeInRange(0, 1);
        result.Ece.ShouldBeInRange(0, 1);
        result.Nll.ShouldBeGreaterThanOrEqualTo(0);
        (result.R2 ?? 1).ShouldBeLessThanOrEqualTo(1);
        foreach (ClassMetrics c in result.PerClass)
        {
            c.Precision.ShouldBeInRange(0, 1);
            c.Recall.ShouldBeInRange(0, 1);
            c.F1.ShouldBeInRange(Math.Min(c.Precision, c.Recall) - 1e-15, Math.Max(c.Precision, c.Recall) + 1e-15);
        }
    });

    [Fact]
    public void Adding_a_constant_to_all_logits_of_an_image_changes_nothing() => Check(sample =>
    {
        // The logits are multiples of 1/64, so adding 4096 to them is exact in float32.
        Sample shifted = sample with { Logits = [.. sample.Logits.Select(x => x + 4096)] };
        shifted.Evaluate().ToJson().ShouldBe(sample.Evaluate().ToJson());
    });

    [Fact]
    public void The_document_reads_back_as_it_was_written() => Check(sample =>
    {
        string json = sample.Evaluate().ToJson();
        EvaluationResult.FromJson(json).ToJson().ShouldBe(json);
    });

    [Fact]
    public void Misclassified_images_are_all_the_wrong_ones_worst_first() => Check(sample =>
    {
        IReadOnlyList<MisclassifiedImage> wrong = sample.Predictions().Misclassified();
        ConfusionMatrix confusion = sample.Evaluate().Confusion;
        wrong.Count.ShouldBe((int)(confusion.Total - confusion.Correct));
        wrong.Select(image => image.Index).ShouldBeUnique();
        wrong.Select(image => image.Loss).ShouldBeInOrder(SortDirection.Descending);
        foreach (MisclassifiedImage image in wrong)
        {
            image.Truth.ShouldBe(sample.Truth[image.Index]);
            image.Predicted.ShouldNotBe(image.Truth);
            image.Top[0].ShouldBe(new ClassProbability(image.Predicted, image.Confidence));
            image.Top.Count.ShouldBe(Math.Min(3, sample.Classes));
            image.Top.Sum(top => top.Probability).ShouldBeLessThanOrEqualTo(1 + 1e-12);
        }
    });

    private static void Check(Action<Sample> promise) => Prop.ForAll(_samples, promise).QuickCheckThrowOnFailure();

    public sealed record Sample(int Classes, byte[] Truth, float[] Logits)
    {
        public Predictions Predictions() => Outputs.Of(Truth, Logits, Classes);

        public EvaluationResult Evaluate() => Predictions().Evaluate();
    }
}
