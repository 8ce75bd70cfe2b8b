using Digits.Evaluation;
using Digits.Reports;

namespace Digits.Tests.Reports;

public sealed class CurvePlotTests
{
    private const int Points = 5000;

    [Fact]
    public void Of_few_classes_every_curve_is_named_with_its_area_the_worst_first()
    {
        SvgPicture picture = RocPlot.Create([.. Enumerable.Range(0, 3).Select(c => ($"<{c}>", Curve(0.9 + 0.01 * c)))]);
        picture.Words().ShouldContain("lowest area under the curve: <0>, 0.90000");
        picture.Words()[^7..].ShouldBe(["AUC", "<0>", "0.90000", "<1>", "0.91000", "<2>", "0.92000"]);
        picture.Tooltips().ShouldBe(["<2>: AUC 0.92000", "<1>: AUC 0.91000", "<0>: AUC 0.90000"]);
    }

    [Fact]
    public void Of_many_classes_only_the_worst_five_are_named()
    {
        SvgPicture picture = PrecisionRecallPlot.Create([.. Enumerable.Range(0, 47).Select(c => ($"class {c}", Fall(0.9 + 0.001 * c)))]);
        picture.Tooltips().Length.ShouldBe(47);
        string[] named = [.. picture.Words().Where(word => word.StartsWith("class", StringComparison.Ordinal))];
        named.ShouldBe(["class 0", "class 1", "class 2", "class 3", "class 4"]);
        picture.Words().ShouldContain("42 others");
    }

    [Fact]
    public void A_curve_of_thousands_of_points_is_drawn_with_fewer_than_200_that_look_the_same()
    {
        Chart chart = new("", "", (Axis.Share([0, 1]), ""), (Axis.Share([0, 1]), ""));
        (double X, double Y)[] points = [.. Enumerable.Range(0, Points + 1).Select(i => ((double)i / Points, Math.Sqrt((double)i / Points)))];
        IReadOnlyList<(double X, double Y)> thin = chart.Thin(points);
        thin.Count.ShouldBeLessThan(200);
        (thin[0], thin[^1]).ShouldBe((points[0], points[^1]));
        // A tenth of a pixel is what may be left out.
        points.Max(point => Enumerable.Range(1, thin.Count - 1).Min(i => Distance(Place(point), Place(thin[i - 1]), Place(thin[i])))).ShouldBeLessThan(0.1001);

        (double X, double Y) Place((double X, double Y) point) => (chart.X(point.X), chart.Y(point.Y));
    }

    [Fact]
    public void A_long_staircase_too_is_drawn_with_fewer_than_200_points()
    {
        double[] steps = [.. Enumerable.Range(0, Points).Select(i => (double)i / Points)];
        double[] up = [.. steps.Select((_, i) => Math.Pow((i / 2 * 2 + i % 2 * 3) / (double)(Points + 2), 0.1))];
        SvgPicture picture = RocPlot.Create([("a", new RocCurve(steps, up, 0.9))]);
        picture.Elements("path").Max(path => path.Attribute("d")!.Value.Count(letter => letter == 'L')).ShouldBeInRange(10, 199);
    }

    private static double Distance((double X, double Y) point, (double X, double Y) from, (double X, double Y) to)
    {
        (double dx, double dy) = (to.X - from.X, to.Y - from.Y);
        double along = Math.Clamp(((point.X - from.X) * dx + (point.Y - from.Y) * dy) / (dx * dx + dy * dy), 0, 1);
        return double.Hypot(point.X - from.X - along * dx, point.Y - from.Y - along * dy);
    }

    private static RocCurve Curve(double auc) => new([0, 0.001, 0.1, 1], [0, auc, 0.99, 1], auc);

    private static PrecisionRecallCurve Fall(double average) => new([0.5, 0.9, 1], [1, average, 0.1], average);
}
