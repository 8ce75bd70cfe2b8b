using Digits.Evaluation;

namespace Digits.Reports;

/// <summary>The share of each class that is recognised against the share of the others that is taken for it.</summary>
public static class RocPlot
{
    // What is asked of the vertical axis: to show every curve from where it takes one in a thousand of the others for its class.
    private const double Telling = 1e-3;
    private const double LeastRate = 1e-5;

    /// <summary>
    /// Draws the curves, each class against the rest. The false-positive rate is logarithmic, and the vertical axis begins where the worst curve
    /// is at a rate of 0.1 %: the curves of a good network all lie in a corner that even axes would not show.
    /// </summary>
    /// <param name="curves">The curves with the names of their classes.</param>
    public static SvgPicture Create(IReadOnlyList<(string Label, RocCurve Curve)> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        IEnumerable<double> rates = curves.SelectMany(curve => curve.Curve.FalsePositiveRate).Where(rate => rate >= LeastRate);
        Axis x = Axis.Log([Telling, 1, .. rates], Figures.PercentTick);
        Axis y = Axis.Share([1, .. curves.Select(curve => At(curve.Curve, Telling))]);
        (string Label, RocCurve Curve)[] scored = [.. curves.Where(curve => double.IsFinite(curve.Curve.Auc))];
        string finding = scored.Length == 0 ? "No curve." : Finding(scored.MinBy(curve => curve.Curve.Auc));
        Chart chart = new("ROC, one class against the rest", finding, (x, "false-positive rate, logarithmic"), (y, "true-positive rate"), right: CurveBundle.KeyWidth(curves.Select(curve => curve.Label)), height: 340);
        chart.Bundle("roc", [.. curves.Select(curve => (curve.Label, curve.Curve.Auc, Bend(curve.Curve, x.From)))], "AUC");
        return chart.ToPicture("roc");
    }

    private static string Finding((string Label, RocCurve Curve) worst) =>
        $"lowest area under the curve: {TextSize.Fit(worst.Label, 120)}, {Figures.Score(worst.Curve.Auc)}";

    // What is straight between two points is not on a logarithmic axis: there, points are put between those that lie far apart.
    private static IEnumerable<(double X, double Y)> Bend(RocCurve curve, double least)
    {
        const int Pieces = 64;
        (double X, double Y)? last = null;
        foreach ((double x, double y) in curve.FalsePositiveRate.Zip(curve.TruePositiveRate))
        {
            if (last is { } from && x > 2 * Math.Max(from.X, least) && y > from.Y)
            {
                double start = Math.Max(from.X, least);
                for (int i = 0; i < Pieces; i++)
                {
                    double between = start * Math.Pow(x / start, (double)i / Pieces);
                    yield return (between, from.Y + (y - from.Y) * (between - from.X) / (x - from.X));
                }
            }

            yield return (x, y);
            last = (x, y);
        }
    }

    // The true-positive rate where the false-positive rate is no more than so much.
    private static double At(RocCurve curve, double rate) => curve.FalsePositiveRate.Zip(curve.TruePositiveRate)
        .Where(point => point.First <= rate && double.IsFinite(point.Second))
        .Select(point => point.Second).DefaultIfEmpty(0).Max();
}
