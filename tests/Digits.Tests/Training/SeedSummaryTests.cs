using System.Text.Json;
using Digits.Training;

namespace Digits.Tests.Training;

public sealed class SeedSummaryTests
{
    [Fact]
    public void Mean_deviation_and_standard_error_are_those_of_a_sample()
    {
        // Deviations -1, 0, 1 in per cent: variance 2 / (3 - 1) = 1, standard error 1 / sqrt 3.
        SeedSummary summary = SeedSummary.Of([new(0, "a", 0.98, 0.1), new(1, "b", 0.99, 0.2), new(2, "c", 0.97, 0.3)]);

        summary.MeanAccuracy.ShouldBe(0.98, 1e-12);
        summary.AccuracyDeviation!.Value.ShouldBe(0.01, 1e-12);
        summary.AccuracyStandardError!.Value.ShouldBe(0.01 / Math.Sqrt(3), 1e-12);
        summary.MeanLoss.ShouldBe(0.2, 1e-12);
    }

    [Fact]
    public void A_single_run_has_no_spread()
    {
        SeedSummary summary = SeedSummary.Of([new(7, "a", 0.98, 0.1)]);

        summary.AccuracyDeviation.ShouldBeNull();
        JsonDocument.Parse(summary.ToJson()).RootElement.GetProperty("runs")[0].GetProperty("seed").GetInt32().ShouldBe(7);
    }

    [Fact]
    public void No_runs_make_no_summary() => Should.Throw<ArgumentException>(() => SeedSummary.Of([]));
}
