namespace Digits.Reports;

/// <summary>Lines of fewer points that look the same. Source: Douglas and Peucker, "Algorithms for the reduction of the number of points", 1973.</summary>
internal static class Simplify
{
    private const int MostPoints = 199;
    private const double FirstTolerance = 0.1;

    /// <summary>Leaves out the points of a line that lie within a tenth of a pixel of it; more only where too many would stay.</summary>
    internal static IReadOnlyList<(double X, double Y)> Thin(this Chart chart, IEnumerable<(double X, double Y)> points)
    {
        (double X, double Y)[] all = [.. points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y))];
        (double X, double Y)[] drawn = [.. all.Select(point => (chart.XAxis.Reach(point.X) * chart.Area.Width, chart.YAxis.Reach(point.Y) * chart.Area.Height))];
        for (double tolerance = FirstTolerance; ; tolerance *= 1.5)
        {
            bool[] kept = Keep(drawn, tolerance);
            if (kept.Count(keep => keep) <= MostPoints)
                return [.. all.Where((_, i) => kept[i])];
        }
    }

    private static bool[] Keep((double X, double Y)[] line, double tolerance)
    {
        bool[] kept = new bool[line.Length];
        if (line.Length == 0)
            return kept;
        kept[0] = kept[^1] = true;
        Stack<(int From, int To)> pieces = new([(0, line.Length - 1)]);
        while (pieces.TryPop(out (int From, int To) piece))
        {
            (int farthest, double distance) = (-1, tolerance);
            for (int i = piece.From + 1; i < piece.To; i++)
            {
                double d = Distance(line[i], line[piece.From], line[piece.To]);
                if (d > distance)
                    (farthest, distance) = (i, d);
            }

            if (farthest < 0)
                continue;
            kept[farthest] = true;
            pieces.Push((piece.From, farthest));
            pieces.Push((farthest, piece.To));
        }

        return kept;
    }

    // From a point to the piece between two others.
    private static double Distance((double X, double Y) point, (double X, double Y) from, (double X, double Y) to)
    {
        double dx = to.X - from.X, dy = to.Y - from.Y;
        double length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : Math.Clamp(((point.X - from.X) * dx + (point.Y - from.Y) * dy) / length, 0, 1);
        return double.Hypot(point.X - from.X - along * dx, point.Y - from.Y - along * dy);
    }
}
