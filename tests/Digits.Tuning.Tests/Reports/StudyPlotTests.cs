using Digits.Reports.Drawing;
using Digits.Tuning.Reports;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tuning.Tests.Reports;

/// <summary>Each plot of a study shows what it says.</summary>
public sealed class StudyPlotTests
{
    private static readonly StudyView _usual = new(MadeStudy.Of("usual"));

    [Fact]
    public void The_history_has_a_dot_a_trial_where_the_axes_say_and_a_line_that_ends_at_the_best()
    {
        DrawnPlot plot = new(TrialHistoryPlot.Create(_usual, 0));
        Trial[] others = [.. _usual.Complete.Where(trial => !_usual.IsBest(trial))];

        // The first disc is the legend's.
        Point[] dots = plot.Discs("c0")[..^1];
        dots.Length.ShouldBe(others.Length);
        foreach ((Point dot, Trial trial) in dots.Zip(others))
        {
            plot.X(dot.X).ShouldBe(trial.Number, 0.1);
            plot.Y(dot.Y).ShouldBe(trial.Values[0], 1e-4);
        }

        plot.Y(DrawnPlot.Places(plot.All("path", "line-c1").Single(path => DrawnPlot.Places(path).Length > 1))[^1].Y).ShouldBe(_usual.Best[0].Values[0], 1e-4);
        plot.All("path", "line-bad").Count().ShouldBe(7 + 1);

        // Here all that were given up lie below the axis.
        plot.Texts.ShouldNotContain("given up");
        new DrawnPlot(TrialHistoryPlot.Create(new StudyView(MadeStudy.Of("given up")), 0)).Texts.ShouldContain("given up");
    }

    [Fact]
    public void The_importance_has_a_bar_a_parameter_as_long_as_its_share()
    {
        DrawnPlot plot = new(ImportancePlot.Create(_usual, 0)!);

        double[] shares = [.. plot.All("rect", "c0").Select(bar => plot.X(DrawnPlot.Number(bar, "x") + DrawnPlot.Number(bar, "width")))];
        shares.ShouldBe([.. _usual.Importance[0]!.Parameters.Select(share => share.Share)], 0.003);
        plot.Texts.ShouldContain("momentum");
        plot.Texts.ShouldContain("Not always searched: among the trials that have them");
    }

    [Fact]
    public void Slices_have_a_plot_a_parameter_with_its_choices()
    {
        DrawnPlot plot = new(SlicePlot.Create(_usual, 0)!);

        foreach (string text in new[] { "learning-rate", "layers", "optimizer", "momentum", "dropout", "adam", "sgd", "adamw", "1", "2", "3", "4", "0.001" })
            plot.Texts.ShouldContain(text);
        plot.All("circle").Count()
            .ShouldBe(_usual.Complete.Where(trial => !_usual.IsBest(trial)).Sum(trial => trial.Parameters.Count) + _usual.Best[0].Parameters.Count);
    }

    [Fact]
    public void Parallel_lines_go_through_every_axis_and_where_a_parameter_is_missing_past_its_values()
    {
        DrawnPlot plot = new(ParallelPlot.Create(_usual)!);

        Point[][] lines = [.. plot.All("path", "stroke").Select(DrawnPlot.Places)];
        lines.Length.ShouldBe(_usual.Complete.Count);
        lines.ShouldAllBe(line => line.Length == 1 + _usual.Parameters.Count);
        int momentum = 1 + _usual.Parameters.Index().Single(axis => axis.Item.Name == "momentum").Index;
        lines.Select(line => line[momentum].X).GroupBy(x => x).Max(same => same.Count())
            .ShouldBe(_usual.Complete.Count(trial => !trial.Parameters.ContainsKey("momentum")));
        plot.Texts.ShouldContain("not used");
        plot.All("path", "line-c1").Count().ShouldBe(1);
    }

    [Fact]
    public void Curves_on_the_way_end_where_trials_were_given_up()
    {
        DrawnPlot plot = new(IntermediatePlot.Create(_usual)!);

        plot.Tooltips.Count(text => text.EndsWith("given up after epoch 2", StringComparison.Ordinal)).ShouldBe(11);
        plot.Discs("soft")[..^1].ShouldAllBe(end => Math.Abs(plot.X(end.X) - 2) < 0.01);
        IntermediatePlot.Create(new StudyView(MadeStudy.Of("waiting"))).ShouldBeNull();
    }

    [Fact]
    public void The_front_of_two_objectives_stands_out()
    {
        StudyView study = new(MadeStudy.Of("two objectives"));
        DrawnPlot plot = new(ParetoPlot.Create(study)!);

        plot.All("circle", "v2").Count().ShouldBe(study.Complete.Count - study.Best.Count + 1);
        plot.All("path", "c1").Count().ShouldBe(study.Best.Count + 1);
        Point[] front = DrawnPlot.Places(plot.All("path", "line-c1").Single());
        front.Zip(front.Skip(1)).ShouldAllBe(step => step.Second.X >= step.First.X && step.Second.Y <= step.First.Y);
        ParetoPlot.Create(_usual).ShouldBeNull();
        ParetoPlot.Create(new StudyView(MadeStudy.Of("three objectives"))).ShouldBeNull();
    }

    [Fact]
    public void Trials_that_were_at_work_together_have_rows_of_their_own()
    {
        DrawnPlot plot = new(TimelinePlot.Create(_usual)!);

        plot.Texts.ShouldContain("Up to 2 at once");
        plot.Texts.ShouldContain("Hours since the first began");
        plot.Tooltips.Count().ShouldBe(59);
        plot.Tooltips.ShouldContain("trial 0: complete, 9 min 0 s");
    }

    [Fact]
    public void Shares_near_1_are_spread_by_what_is_missing_and_a_few_far_worse_values_stand_at_the_edge()
    {
        double[] values = [0.11, .. Enumerable.Range(0, 30).Select(i => 0.995 - (0.001 * i))];

        ObjectiveAxis axis = ObjectiveAxis.Covering(new StudyObjective("accuracy", true), StudyDirection.Maximize, values, 200, 0);

        axis.OfErrors.ShouldBeTrue();
        axis.Remark.ShouldBe(", by the error’s logarithm; 1 worse at the edge");
        axis.Labels.ShouldContain("99.0 %");
        (axis.At(0.98) - axis.At(0.99)).ShouldBe(axis.At(0.97) - axis.At(0.985), 1e-9);
        axis.At(0.11).ShouldBe(axis.At(values[^1]));
        axis.At(0.995).ShouldBeLessThan(axis.At(0.99));
    }

    [Fact]
    public void Large_values_are_written_short_on_axes_and_in_full_elsewhere()
    {
        StudyObjective objective = new("multiply-adds");

        objective.Ticks([0, 2e6, 4e6, 1e7]).ShouldBe(["0", "2M", "4M", "10M"]);
        objective.Ticks([0, 0.5, 1]).ShouldBe(["0", "0.5", "1"]);
        objective.Text(12_345_678).ShouldBe("12,345,678");
        objective.Text(0.03456789).ShouldBe("0.03457");
        new StudyObjective("accuracy", IsShare: true).Text(0.9931).ShouldBe("99.31 %");
    }

    [Fact]
    public void Whatever_the_values_plots_are_sound()
    {
        double[] odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon, -1, 0, 1, 1e-300, 1e99, 0.5, 0.999999,
            -1e99];
        Gen<double[]> values = Gen.OneOf(Gen.Elements(odd), Gen.Choose(0, 1000).Select(i => i / 1000.0)).ArrayOf(12);
        Prop.ForAll((from first in values from second in values select (first, second)).ToArbitrary(), made =>
        {
            Trial[] trials = [.. MadeStudy.Trials(12, ["x=uniform(0,1)", "o=choice(a,b)"]).Select((trial, i) => trial with
            {
                State = i % 4 == 3 ? TrialState.Pruned : TrialState.Complete, Values = [made.first[i]],
                Intermediate = new Dictionary<int, double> { [1] = made.second[i], [3] = made.first[i] },
            }),];
            Check(StudyReport.Create(MadeStudy.Content(trials)));
            Check(StudyReport.Create(MadeStudy.Content([.. trials.Select((trial, i) => trial with { Values = [made.first[i], made.second[i]] })],
                StudyDirection.Minimize, StudyDirection.Maximize)));
        }).QuickCheckThrowOnFailure();

        static void Check(StudyReport report)
        {
            foreach (SvgPicture picture in report.Pictures)
                _ = new DrawnPlot(picture);
        }
    }
}
