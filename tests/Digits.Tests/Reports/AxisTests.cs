using Digits.Reports;

namespace Digits.Tests.Reports;

public sealed class AxisTests
{
    public static TheoryData<double, double> Ranges => new()
    {
        { 0, 1 }, { 0.942, 0.9967 }, { 0.3, 0.3001 }, { -3, 17 }, { 5, 5 }, { 0, 0 }, { 1e-7, 3e-4 }, { 12_345, 987_654 }, { -1e-9, 1e-9 }, { 1e30, 3e30 },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void Even_ticks_cover_the_range_and_are_round(double least, double greatest)
    {
        Axis axis = Axis.Linear([least, greatest, double.NaN, double.PositiveInfinity], tick => Figures.Number(tick));
        axis.From.ShouldBeLessThanOrEqualTo(least);
        axis.To.ShouldBeGreaterThanOrEqualTo(greatest);
        axis.Ticks.Count.ShouldBeInRange(2, 9);
        double step = axis.Ticks[1].Value - axis.Ticks[0].Value;
        double digit = step / Math.Pow(10, Math.Floor(Math.Log10(step * (1 + 1e-6))));
        new[] { 1.0, 2, 5 }.ShouldContain(round => Math.Abs(round - digit) < 1e-6);
        axis.Ticks.ShouldAllBe(tick => Math.Abs(tick.Value / step - Math.Round(tick.Value / step)) < 1e-6);
    }

    [Theory]
    [InlineData(0.0095, 0.188)]
    [InlineData(1e-6, 1)]
    [InlineData(0.5, 0.5)]
    [InlineData(1, 9700)]
    [InlineData(0.00017, 0.9)]
    public void Logarithmic_ticks_cover_the_range_and_are_1_2_or_5_times_a_power_of_ten(double least, double greatest)
    {
        Axis axis = Axis.Log([least, greatest, 0, -1, double.NaN], tick => Figures.Number(tick));
        axis.From.ShouldBeLessThanOrEqualTo(least);
        axis.To.ShouldBeGreaterThanOrEqualTo(greatest);
        axis.To.ShouldBeGreaterThan(axis.From);
        axis.Ticks.Count.ShouldBeInRange(2, 13);
        axis.Ticks.Select(tick => tick.Value.ToString("e0")[0]).ShouldBeSubsetOf(['1', '2', '5']);
        axis.Place(Math.Sqrt(axis.From * axis.To)).ShouldBe(0.5, 1e-9);
        axis.Place(0).ShouldBe(0);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 8)]
    [InlineData(1, 100)]
    [InlineData(40, 1000)]
    public void Epochs_are_whole_numbers_and_all_lie_inside(int first, int last)
    {
        Axis axis = Axis.Epochs(first, last);
        axis.Ticks.Count.ShouldBeInRange(1, 10);
        axis.Ticks.ShouldAllBe(tick => tick.Value == Math.Floor(tick.Value) && tick.Value >= first && tick.Value <= last);
        axis.Place(first).ShouldBeInRange(0.01, 0.5);
        axis.Place(last).ShouldBeInRange(0.5, 0.99);
    }

    [Fact]
    public void A_share_stays_between_none_and_all()
    {
        Axis perfect = Axis.Share([1, 1, 1]);
        (perfect.From, perfect.To).ShouldBe((0.99, 1));
        Axis none = Axis.Share([0]);
        (none.From, none.To).ShouldBe((0, 0.01));
        Axis.Share([0.9936, 0.9982]).Ticks.Select(tick => tick.Label).ShouldBe(["99.3 %", "99.4 %", "99.5 %", "99.6 %", "99.7 %", "99.8 %", "99.9 %"]);
    }
}
