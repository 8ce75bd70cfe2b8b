using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>One class's curve of two shares.</summary>
/// <param name="Label">The class's name.</param>
/// <param name="Points">Shares, 0 to 1; empty where there is no curve.</param>
/// <param name="Score">The area below it; NaN where there is none.</param>
internal sealed record Ranking(string Label, IReadOnlyList<Point> Points, double Score)
{
    /// <summary>A curve without the points that are not shares.</summary>
    internal static Ranking Of(string label, IReadOnlyList<double>? x, IReadOnlyList<double>? y, double? score) =>
        new(label, [.. (x ?? []).Zip(y ?? [], (a, b) => new Point(a, b)).Where(p => Scale.IsShare(p.X) && Scale.IsShare(p.Y))], score ?? double.NaN);

    /// <summary>The curve in steps: from each point to the next, the height is the next one's.</summary>
    internal Ranking AsSteps()
    {
        List<Point> steps = [];
        double before = 0;
        foreach (Point point in Points)
        {
            steps.Add(new(before, point.Y));
            steps.Add(point);
            before = point.X;
        }

        return this with { Points = steps };
    }

    /// <summary>How far the curve stays from its best corner, in the larger of the two directions; 1 without a curve.</summary>
    internal double Miss(bool bestIsLeft) => Points.Select(p => Math.Max(bestIsLeft ? p.X : 1 - p.X, 1 - p.Y)).DefaultIfEmpty(1).Min();
}
