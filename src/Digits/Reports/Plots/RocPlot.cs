using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>Each class against the rest: true positive rate against false positive rate.</summary>
public static class RocPlot
{
    /// <summary>Draws the curves, enlarged where those of a good model differ; with more than ten classes the ten worst are highlighted.</summary>
    /// <param name="curves">The curve of each class by its name; null for a class of which there are no images.</param>
    public static SvgPicture Create(IReadOnlyList<(string Label, RocCurve? Curve)> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        return new CurvePlot("roc", "ROC: each class against the rest", "AUC")
        {
            X = "False positive rate",
            Y = "True positive rate",
            Curves = [.. curves.Select(c => Ranking.Of(c.Label, c.Curve?.FalsePositiveRate, c.Curve?.TruePositiveRate, c.Curve?.Auc))],
            BestIsLeft = true,
        }.Draw();
    }
}
