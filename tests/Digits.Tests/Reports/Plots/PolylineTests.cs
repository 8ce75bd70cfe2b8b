using Digits.Reports;
using Digits.Reports.Drawing;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tests.Reports.Plots;

/// <summary>Long lines become light, and look the same.</summary>
public sealed class PolylineTests
{
    private static readonly Arbitrary<Point[]> _lines = (
        from count in Gen.Choose(2, 300)
        from numbers in Gen.Choose(0, 30_000).ArrayOf(2 * count)
        select numbers.Chunk(2).Select(pair => new Point(pair[0] / 100.0, pair[1] / 100.0)).ToArray()).ToArbitrary();

    [Fact]
    public void A_thinned_line_stays_within_a_fifth_of_a_pixel_of_every_point() => Prop.ForAll(_lines, line =>
    {
        Point[] thin = Polyline.Thin(line, line.Length);
        thin[0].ShouldBe(line[0]);
        thin[^1].ShouldBe(line[^1]);
        Farthest(line, thin).ShouldBeLessThan(0.2);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Three_hundred_thousand_points_of_a_staircase_become_under_200_that_nobody_can_tell_apart()
    {
        // Steps of 1/150,000 to the right and up, by turns whose lengths follow a saturating curve: an ROC curve on 290 pixels.
        List<Point> line = [new(0, 290)];
        for (int i = 1; i <= 150_000; i++)
        {
            double x = i / 150_000.0;
            double y = 1 - Math.Exp(-12 * x);
            line.Add(new(290 * x, line[^1].Y));
            line.Add(new(290 * x, 290 - (290 * y)));
        }

        Point[] thin = Polyline.Thin(line, 199);
        thin.Length.ShouldBeLessThan(200);
        Farthest([.. line.Where((_, i) => i % 97 == 0)], thin).ShouldBeLessThan(0.3);
    }

    [Fact]
    public void A_line_is_cut_where_it_leaves_a_rectangle()
    {
        PlotArea area = new(0, 0, 10, 10);
        List<List<Point>> parts = Polyline.Clip([new(-5, 5), new(5, 5), new(5, 15), new(8, 15), new(8, 5)], area);
        parts.Count.ShouldBe(2);
        parts[0].ShouldBe([new(0, 5), new(5, 5), new(5, 10)]);
        parts[1].ShouldBe([new(8, 10), new(8, 5)]);
    }

    [Fact]
    public void What_is_inside_stays_and_nothing_outside_is_left() => Prop.ForAll(_lines, line =>
    {
        PlotArea area = new(50, 50, 200, 200);
        Point[] left = [.. Polyline.Clip(line, area).SelectMany(part => part)];
        left.ShouldAllBe(p => p.X >= 50 - 1e-9 && p.X <= 200 + 1e-9 && p.Y >= 50 - 1e-9 && p.Y <= 200 + 1e-9);
        line.Where(p => p.X is > 50 and < 200 && p.Y is > 50 and < 200).ShouldAllBe(p => left.Contains(p));
    }).QuickCheckThrowOnFailure();

    private static double Farthest(IReadOnlyList<Point> points, Point[] line) =>
        points.Max(p => Enumerable.Range(1, line.Length - 1).Min(i => Distance(p, line[i - 1], line[i])));

    private static double Distance(Point p, Point a, Point b)
    {
        (double dx, double dy) = (b.X - a.X, b.Y - a.Y);
        double t = dx == 0 && dy == 0 ? 0 : Math.Clamp((((p.X - a.X) * dx) + ((p.Y - a.Y) * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
        return Math.Sqrt(Math.Pow(p.X - a.X - (t * dx), 2) + Math.Pow(p.Y - a.Y - (t * dy), 2));
    }
}
