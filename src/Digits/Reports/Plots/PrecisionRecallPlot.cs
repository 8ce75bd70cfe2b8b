using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>Each class against the rest: precision against recall.</summary>
public static class PrecisionRecallPlot
{
    /// <summary>Draws the curves as steps, so that the area below each is its average precision; otherwise as <see cref="RocPlot.Create"/>.</summary>
    /// <param name="curves">The curve of each class by its name; null for a class of which there are no images.</param>
    public static SvgPicture Create(IReadOnlyList<(string Label, PrecisionRecallCurve? Curve)> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        return new CurvePlot("precision-recall", "Precision and recall: each class against the rest", "AP")
        {
            X = "Recall",
            Y = "Precision",
            Curves = [.. curves.Select(c => Ranking.Of(c.Label, c.Curve?.Recall, c.Curve?.Precision, c.Curve?.AveragePrecision).AsSteps())],
        }.Draw();
    }
}
