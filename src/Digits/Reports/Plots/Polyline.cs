using System.Runtime.CompilerServices;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>Lines through many points, cut to a rectangle and simplified without a visible change.</summary>
internal static class Polyline
{
    // Nobody sees a tenth of a pixel.
    private const double Invisible = 0.1;

    /// <summary>The parts of a line that lie in a rectangle.</summary>
    internal static List<List<Point>> Clip(IReadOnlyList<Point> line, PlotArea area)
    {
        List<List<Point>> parts = [];
        List<Point> part = [];
        for (int i = 1; i < line.Count; i++)
        {
            if (!Clip(line[i - 1], line[i], area, out Point from, out Point to))
                continue;
            if (part.Count == 0 || part[^1] != from)
                parts.Add(part = [from]);
            if (to != from)
                part.Add(to);
        }

        return parts;
    }

    /// <summary>
    /// Leaves out points that lie within a small distance of the line through the others: first those that lie on the point before, then by Ramer (1972)
    /// and Douglas and Peucker (1973). The distance is a tenth of a pixel, and is doubled until there are no more points than asked for.
    /// </summary>
    internal static Point[] Thin(IReadOnlyList<Point> line, int most)
    {
        List<Point> points = [];
        for (int i = 0; i < line.Count; i++)
        {
            if (i == 0 || i == line.Count - 1 || Distance(line[i], points[^1]) > Invisible / 2)
                points.Add(line[i]);
        }

        if (points.Count < 3)
            return [.. points.Distinct()];

        for (double tolerance = Invisible; ; tolerance *= 2)
        {
            Point[] thin = Simplify(points, tolerance);
            if (thin.Length <= most)
                return thin;
        }
    }

    /// <summary>Optimized at its first call: a curve has thousands of points, and a report would be written before tiered compilation has caught up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Point[] Simplify(List<Point> points, double tolerance)
    {
        bool[] kept = new bool[points.Count];
        kept[0] = kept[^1] = true;
        Stack<(int First, int Last)> open = new([(0, points.Count - 1)]);
        while (open.TryPop(out (int First, int Last) span))
        {
            int farthest = -1;
            double distance = tolerance;
            for (int i = span.First + 1; i < span.Last; i++)
            {
                double d = Distance(points[i], points[span.First], points[span.Last]);
                if (d > distance)
                    (farthest, distance) = (i, d);
            }

            if (farthest < 0)
                continue;
            kept[farthest] = true;
            open.Push((span.First, farthest));
            open.Push((farthest, span.Last));
        }

        return [.. points.Where((_, i) => kept[i])];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Distance(Point a, Point b) => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));

    /// <summary>From a point to the nearest of a line from one point to another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Distance(Point p, Point from, Point to)
    {
        (double dx, double dy) = (to.X - from.X, to.Y - from.Y);
        double square = (dx * dx) + (dy * dy);
        double t = square == 0 ? 0 : Math.Clamp((((p.X - from.X) * dx) + ((p.Y - from.Y) * dy)) / square, 0, 1);
        return Distance(p, new(from.X + (t * dx), from.Y + (t * dy)));
    }

    /// <summary>The part of a straight line in a rectangle (Liang and Barsky, 1984); false where there is none.</summary>
    private static bool Clip(Point a, Point b, PlotArea area, out Point from, out Point to)
    {
        (double dx, double dy) = (b.X - a.X, b.Y - a.Y);
        (double first, double last) = (0, 1);
        ReadOnlySpan<(double Towards, double Room)> sides = [(-dx, a.X - area.Left), (dx, area.Right - a.X), (-dy, a.Y - area.Top), (dy, area.Bottom - a.Y)];
        (from, to) = (a, b);
        foreach ((double towards, double room) in sides)
        {
            if (towards == 0 && room < 0)
                return false;
            if (towards < 0)
                first = Math.Max(first, room / towards);
            if (towards > 0)
                last = Math.Min(last, room / towards);
        }

        if (first > last)
            return false;

        // Ends inside stay as they are, to the last bit, so that the next piece joins.
        from = first == 0 ? a : new(a.X + (first * dx), a.Y + (first * dy));
        to = last == 1 ? b : new(a.X + (last * dx), a.Y + (last * dy));
        return true;
    }
}
