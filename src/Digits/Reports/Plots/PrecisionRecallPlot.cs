using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>Each class against the rest: precision against recall.</summary>
public static class PrecisionRecallPlot
{
    /// <summary>Draws the curves as steps, so that the area below each is its average precision; otherwise as <see cref="RocPlot"/> does.</summary>
    /// <param name="predictions">The predictions; a class without images has no curve.</param>
    public static SvgPicture Create(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return Create([.. predictions.LabelNames.Select((label, c) => (label, predictions.PrecisionRecallCurve(c)))]);
    }

    internal static SvgPicture Create(IReadOnlyList<(string Label, PrecisionRecallCurve? Curve)> curves) =>
        new CurvePlot("precision-recall", "Precision and recall: each class against the rest", "AP")
        {
            X = "Recall",
            Y = "Precision",
            Curves = [.. curves.Select(c => Ranking.Of(c.Label, c.Curve?.Recall, c.Curve?.Precision, c.Curve?.AveragePrecision).AsSteps())],
        }.Draw();
}
