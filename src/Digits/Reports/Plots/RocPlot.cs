using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>Each class against the rest: true positive rate against false positive rate.</summary>
public static class RocPlot
{
    /// <summary>Draws the curves, enlarged where those of a good model differ; with more than ten classes the ten worst are highlighted.</summary>
    /// <param name="predictions">The predictions; a class without images has no curve.</param>
    public static SvgPicture Create(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return Create([.. predictions.LabelNames.Select((label, c) => (label, predictions.RocCurve(c)))]);
    }

    internal static SvgPicture Create(IReadOnlyList<(string Label, RocCurve? Curve)> curves) =>
        new CurvePlot("roc", "ROC: each class against the rest", "AUC")
        {
            X = "False positive rate",
            Y = "True positive rate",
            Curves = [.. curves.Select(c => Ranking.Of(c.Label, c.Curve?.FalsePositiveRate, c.Curve?.TruePositiveRate, c.Curve?.Auc))],
            BestIsLeft = true,
        }.Draw();
}
