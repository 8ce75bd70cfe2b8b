using Digits.Evaluation;

namespace Digits.Tests.Evaluation;

/// <summary>Every figure equals scikit-learn's on the same predictions.</summary>
public sealed class SklearnGoldenTests
{
    private const double Tolerance = 1e-12;

    [Theory]
    [MemberData(nameof(SklearnCase.Names), MemberType = typeof(SklearnCase))]
    public void Figures_over_all_classes_are_scikit_learns(string name)
    {
        SklearnCase expected = SklearnCase.Load(name);
        EvaluationResult result = expected.Evaluate();

        result.Images.ShouldBe(expected.Truth.Length);
        result.Accuracy.ShouldBe(expected.Accuracy, Tolerance);
        result.AccuracyStandardError.ShouldBe(expected.AccuracyStandardError, Tolerance);
        result.Nll.ShouldBe(expected.Nll, Tolerance);
        result.Loss.ShouldBe(result.Nll);
        result.Ece.ShouldBe(expected.Ece, Tolerance);
        ShouldBeClose(result.R2, expected.R2);
        ShouldBeClose(result.Kappa, expected.Kappa);
        ShouldBeClose(result.RocAuc, expected.RocAuc);
        ShouldBeClose(result.AveragePrecision, expected.AveragePrecision);
        ShouldBeClose(result.Macro, expected.Macro);
        ShouldBeClose(result.Weighted, expected.Weighted);
    }

    [Theory]
    [MemberData(nameof(SklearnCase.Names), MemberType = typeof(SklearnCase))]
    public void Figures_of_each_class_are_scikit_learns(string name)
    {
        SklearnCase expected = SklearnCase.Load(name);
        EvaluationResult result = expected.Evaluate();

        result.PerClass.Count.ShouldBe(expected.Labels.Length);
        for (int c = 0; c < expected.Labels.Length; c++)
        {
            ClassMetrics actual = result.PerClass[c];
            actual.Label.ShouldBe(expected.Labels[c]);
            actual.Precision.ShouldBe(expected.Precision[c], Tolerance);
            actual.Recall.ShouldBe(expected.Recall[c], Tolerance);
            actual.F1.ShouldBe(expected.F1[c], Tolerance);
            ShouldBeClose(actual.RocAuc, expected.ClassRocAuc[c]);
            ShouldBeClose(actual.AveragePrecision, expected.ClassAveragePrecision[c]);
            actual.Support.ShouldBe((long)expected.Support[c]);
            result.Confusion.Row(c).ToArray().ShouldBe(expected.Confusion[c].Select(count => (long)count));
        }
    }

    [Theory]
    [MemberData(nameof(SklearnCase.Names), MemberType = typeof(SklearnCase))]
    public void The_report_is_scikit_learns_to_the_character(string name)
    {
        SklearnCase expected = SklearnCase.Load(name);
        EvaluationResult result = expected.Evaluate();

        ClassificationReport.Format(result).ShouldBe(expected.Reports[2]);
        foreach ((int digits, string text) in expected.Reports)
            ClassificationReport.Format(result, digits).ShouldBe(text);
    }

    private static void ShouldBeClose(double? actual, double? expected)
    {
        actual.HasValue.ShouldBe(expected.HasValue);
        (actual ?? 0).ShouldBe(expected ?? 0, Tolerance);
    }

    private static void ShouldBeClose(AveragedMetrics actual, AveragedMetrics expected)
    {
        actual.Precision.ShouldBe(expected.Precision, Tolerance);
        actual.Recall.ShouldBe(expected.Recall, Tolerance);
        actual.F1.ShouldBe(expected.F1, Tolerance);
    }
}
