using Digits.Evaluation;

namespace Digits.Reports;

/// <summary>How the error falls when the least confident predictions are given to a person.</summary>
public static class RejectionPlot
{
    private static readonly (string Name, double Part)[] _milestones = [("half the error", 0.5), ("a tenth of the error", 0.1)];

    /// <summary>Draws the error of what is kept against the share rejected, as far as the error falls.</summary>
    /// <param name="points">The points, in any order; those where nothing is left may be NaN.</param>
    public static SvgPicture Create(IReadOnlyList<RejectionPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        RejectionPoint[] finite = [.. points.Where(point => double.IsFinite(point.Rejected) && double.IsFinite(point.Accuracy)).OrderBy(point => point.Rejected)];
        Axis errors = Axis.Share([0, .. finite.Select(Error)]);
        Axis rejected = Axis.Share([0, finite.Length == 0 ? 1 : Far(finite)]);
        Chart chart = new("Rejection", Finding(finite), (rejected, "images rejected, the least confident first"), (errors, "error of the images kept"));
        if (finite.Length == 0)
            return chart.ToPicture("rejection");

        chart.Clip("rejection", () => chart.Line(chart.Thin(finite.Select(point => (point.Rejected, Error(point)))), 0));
        foreach (RejectionPoint point in Few([.. finite.Where(point => point.Rejected <= rejected.To)]))
            chart.Hit(chart.X(point.Rejected), chart.Y(Error(point)), Tooltip(point));
        chart.Mark(chart.X(finite[0].Rejected), chart.Y(Error(finite[0])), 0, Tooltip(finite[0]));
        if (Error(finite[0]) > 0)
            Milestones(chart, finite);
        return chart.ToPicture("rejection");
    }

    // Where one point is two milestones, the greater is named.
    private static void Milestones(Chart chart, RejectionPoint[] points)
    {
        IEnumerable<(RejectionPoint Point, string Name)> reached =
            from milestone in _milestones
            let point = Array.Find(points, point => Error(point) <= milestone.Part * Error(points[0]))
            where point is not null
            group milestone.Name by point into names
            select (names.Key, names.Last());
        foreach ((RejectionPoint point, string name) in reached)
        {
            (double x, double y) = (chart.X(point.Rejected), chart.Y(Error(point)));
            string label = $"{name}: {Figures.Percent(point.Rejected)} rejected";
            bool fits = x + 10 + TextSize.Width(label) <= Chart.Width;
            chart.Mark(x, y, 0, Tooltip(point));
            chart.Svg.TextOnTop(fits ? x + 10 : x, y - 8, label, fits ? "" : "end");
        }
    }

    // To where the error is least for good, and a quarter further.
    private static double Far(RejectionPoint[] points)
    {
        double least = points.Min(Error);
        double first = points.First(point => Error(point) == least).Rejected;
        return first == 0 ? points[^1].Rejected : Math.Min(1.25 * first, points[^1].Rejected);
    }

    private static IEnumerable<RejectionPoint> Few(RejectionPoint[] points)
    {
        const int Most = 100;
        int step = (points.Length + Most - 1) / Most;
        return points.Where((_, i) => i % step == 0);
    }

    private static double Error(RejectionPoint point) => 1 - point.Accuracy;

    private static string Tooltip(RejectionPoint point) =>
        $"{Figures.Percent(point.Rejected)} rejected (confidence under {Figures.Percent(point.Threshold)}): error {Figures.Percent(Error(point), 3)}";

    private static string Finding(RejectionPoint[] points)
    {
        if (points.Length == 0)
            return "No predictions.";
        double error = Error(points[0]);
        return error == 0 ? "No error to begin with." : $"error {Figures.Percent(error)} with everything kept";
    }
}
