using Digits.Evaluation;

namespace Digits.Reports;

/// <summary>How pure what is taken for a class is, against how much of the class is recognised.</summary>
public static class PrecisionRecallPlot
{
    private const double Pure = 0.99;
    private const double Telling = 0.99;

    /// <summary>
    /// Draws the curves, each class against the rest. The recall begins where the precision of the first curve falls under 99 %, and the precision at what the worst
    /// one has at a recall of 99 %: the curves of a good network all lie in a corner that whole axes would not show.
    /// </summary>
    /// <param name="curves">The curves with the names of their classes.</param>
    public static SvgPicture Create(IReadOnlyList<(string Label, PrecisionRecallCurve Curve)> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        Axis x = Axis.Share([1, .. curves.Count == 0 ? [0] : curves.Select(curve => LastPure(curve.Curve))]);
        Axis y = Axis.Share([1, .. curves.Count == 0 ? [0] : curves.Select(curve => At(curve.Curve))]);
        (string Label, PrecisionRecallCurve Curve)[] scored = [.. curves.Where(curve => double.IsFinite(curve.Curve.AveragePrecision))];
        string finding = scored.Length == 0 ? "No curve." : Finding(scored.MinBy(curve => curve.Curve.AveragePrecision));
        Chart chart = new("Precision and recall, one class against the rest", finding, (x, "recall"), (y, "precision"), right: CurveBundle.KeyWidth(curves.Select(curve => curve.Label)), height: 340);
        chart.Bundle(
            "precision-recall",
            [.. curves.Select(curve => (curve.Label, curve.Curve.AveragePrecision, FromZero(curve.Curve)))],
            "average precision");
        return chart.ToPicture("precision-recall");
    }

    private static string Finding((string Label, PrecisionRecallCurve Curve) worst) =>
        $"lowest average precision: {TextSize.Fit(worst.Label, 120)}, {Figures.Score(worst.Curve.AveragePrecision)}";

    // As the average precision counts it: up to the first point's recall, the precision is that point's.
    private static IEnumerable<(double X, double Y)> FromZero(PrecisionRecallCurve curve) =>
        [.. curve.Precision.Take(1).Select(precision => (0.0, precision)), .. curve.Recall.Zip(curve.Precision)];

    private static double LastPure(PrecisionRecallCurve curve) => curve.Recall.Zip(curve.Precision)
        .TakeWhile(point => point.Second >= Pure)
        .Select(point => point.First).LastOrDefault();

    private static double At(PrecisionRecallCurve curve) => curve.Recall.Zip(curve.Precision)
        .Where((point, i) => (i == 0 || point.First <= Telling) && double.IsFinite(point.Second))
        .Select(point => point.Second).DefaultIfEmpty(0).Last();
}
