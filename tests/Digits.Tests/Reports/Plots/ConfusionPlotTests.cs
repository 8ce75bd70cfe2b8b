using System.Xml.Linq;
using Digits.Evaluation;
using Digits.Reports;

namespace Digits.Tests.Reports.Plots;

public sealed class ConfusionPlotTests
{
    private static readonly string[] _ten = [.. Enumerable.Range(0, 10).Select(c => $"{c}")];

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(47)]
    public void Every_count_that_is_not_0_has_a_cell_in_its_place_and_a_tooltip(int classes)
    {
        ConfusionMatrix matrix = Some(classes);
        DrawnPlot plot = new(ConfusionPlot.Counts(matrix, [.. Enumerable.Range(0, classes).Select(c => $"class {c}")]));
        XElement[] cells = [.. plot.All("rect").Where(r => r.HasElements)];
        double[] grid = [.. plot.All("line", "grid").Select(line => DrawnPlot.Number(line, "x1")).Distinct().Order()];
        double[] rows = [.. plot.All("line", "grid").Select(line => DrawnPlot.Number(line, "y1")).Distinct().Order()];
        grid.Length.ShouldBe(classes + 1);

        int next = 0;
        for (int truth = 0; truth < classes; truth++)
        {
            for (int predicted = 0; predicted < classes; predicted++)
            {
                if (matrix[truth, predicted] == 0)
                    continue;
                XElement cell = cells[next++];
                string what = truth == predicted ? "recognized" : $"read as class {predicted}";
                cell.Value.ShouldStartWith($"class {truth} {what}: {matrix[truth, predicted]} of {matrix.Support(truth)} (");
                double x = DrawnPlot.Number(cell, "x") + (DrawnPlot.Number(cell, "width") / 2);
                double y = DrawnPlot.Number(cell, "y") + (DrawnPlot.Number(cell, "height") / 2);
                x.ShouldBe((grid[predicted] + grid[predicted + 1]) / 2, 0.03);
                y.ShouldBe((rows[truth] + rows[truth + 1]) / 2, 0.03);
                cell.Attribute("class")!.Value.ShouldBe(truth == predicted ? "c0" : "bad");
            }
        }

        next.ShouldBe(cells.Length);
    }

    [Fact]
    public void Figures_are_the_counts_and_zeros_are_left_blank()
    {
        ConfusionMatrix matrix = Some(10);
        DrawnPlot plot = new(ConfusionPlot.Counts(matrix, _ten));
        long[] expected = [.. _ten.SelectMany((_, truth) => matrix.Row(truth).ToArray()).Where(count => count > 0)];
        plot.All("text", "through").Select(text => long.Parse(text.Value)).ShouldBe(expected);
        plot.Texts.ShouldContain($"{matrix.Total:N0}");
    }

    [Fact]
    public void Few_mistakes_stand_out_though_the_diagonal_is_a_thousand_times_stronger()
    {
        long[] counts = [1000, 1, 0, 7, 1000, 0, 0, 0, 1000];
        DrawnPlot plot = new(ConfusionPlot.Counts(ConfusionMatrix.FromCounts(3, counts), ["a", "b", "c"]));
        double[] tints = [.. plot.All("rect", "bad").Where(r => r.HasElements).Select(r => DrawnPlot.Number(r, "fill-opacity"))];

        // The strongest has the full tint, 0.08 + 0.42; one seventh of it the square root's share.
        tints.ShouldBe([Math.Round(0.08 + (0.42 * Math.Sqrt(1 / 7.0)), 2), 0.5]);
    }

    [Fact]
    public void Normalised_rows_add_up_to_100_per_cent()
    {
        ConfusionMatrix matrix = ConfusionMatrix.FromCounts(2, [30, 10, 1, 4]);
        DrawnPlot plot = new(ConfusionPlot.Normalized(matrix, ["a", "b"]));
        plot.All("text", "through").Select(text => text.Value).ShouldBe(["75.0", "25.0", "20.0", "80.0"]);
    }

    [Fact]
    public void Hardly_any_is_not_none_and_nearly_all_is_not_all()
    {
        ConfusionMatrix matrix = ConfusionMatrix.FromCounts(2, [99_999, 1, 0, 5]);
        DrawnPlot plot = new(ConfusionPlot.Normalized(matrix, ["a", "b"]));
        plot.All("text", "through").Select(text => text.Value).ShouldBe([">99.9", "<0.1", "100"]);
    }

    [Fact]
    public void Names_may_hold_anything_and_be_long()
    {
        string name = "<b>&\"é漢\u0001" + new string('w', 300);
        DrawnPlot plot = new(ConfusionPlot.Counts(ConfusionMatrix.FromCounts(2, [1, 2, 0, 0]), [name, "b"]));
        plot.Tooltips.ShouldContain($"{name.Replace('\u0001', '\uFFFD')} read as b: 2 of 3 (66.67 %)");
        plot.Texts.ShouldAllBe(text => text.Length < 100);
    }

    [Fact]
    public void An_empty_matrix_is_an_empty_grid() =>
        new DrawnPlot(ConfusionPlot.Normalized(ConfusionMatrix.FromCounts(2, [0, 0, 0, 0]), ["a", "b"])).All("rect").Where(r => r.HasElements).ShouldBeEmpty();

    [Fact]
    public void Labels_that_do_not_fit_are_refused() =>
        Should.Throw<ArgumentException>(() => ConfusionPlot.Counts(Some(10), ["a"])).Message.ShouldContain("1 labels, but the matrix has 10 classes");

    /// <summary>A strong diagonal, and a mistake in every third cell or so.</summary>
    private static ConfusionMatrix Some(int classes) => ConfusionMatrix.FromCounts(classes,
        [.. Enumerable.Range(0, classes * classes).Select(i => i % (classes + 1) == 0 ? 900L - i % 7 : i * 31 % 11 < 4 ? i % 5 : 0)]);
}
