using Digits.Data;

namespace Digits.Tests.Data;

public sealed class DigitStatisticsTests
{
    [Fact]
    public void Counts_size_mean_and_deviation_are_those_of_the_pixels()
    {
        DigitStatistics s = DigitStatistics.Of(new DigitSet("x", 1, 2, [0, 255, 255, 255], [3, 3]));
        (s.Count, s.Rows, s.Columns).ShouldBe((2, 1, 2));
        s.PerClass.ShouldBe([0, 0, 0, 2, 0, 0, 0, 0, 0, 0]);
        s.Mean.ShouldBe(0.75);
        s.StandardDeviation.ShouldBe(Math.Sqrt(3) / 4, 1e-15);
    }

    [Fact]
    public void Without_labels_there_are_no_counts() => DigitStatistics.Of(Make.Set(3, labelled: false)).PerClass.ShouldBeNull();

    [Fact]
    public void An_empty_set_has_none() => Bad.Says(() => DigitStatistics.Of(Make.Set(3).Take(0)), "made", "without images");
}
