using Digits.Reports.Drawing;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tests.Reports.Plots;

/// <summary>What holds for any range of values.</summary>
public sealed class ScaleTests
{
    private static readonly Gen<double> _size =
        from mantissa in Gen.Choose(1, 999_999)
        from exponent in Gen.Choose(-60, 60)
        select mantissa * Math.Pow(10, exponent);

    private static readonly Arbitrary<(double Lowest, double Highest)> _ranges = (
        from a in _size
        from b in _size
        from sign in Gen.Choose(0, 2)
        let x = sign == 0 ? a : -a
        let y = sign == 2 ? -b : b
        select (Math.Min(x, y), Math.Max(x, y))).ToArbitrary();

    [Fact]
    public void Linear_ticks_cover_the_range_with_few_round_numbers() => Prop.ForAll(_ranges, range =>
    {
        LinearScale scale = LinearScale.Covering(range.Lowest, range.Highest, 100, 0);
        double tiny = 1e-6 * (scale.To - scale.From);
        scale.Ticks[0].ShouldBeLessThanOrEqualTo(range.Lowest + tiny);
        scale.Ticks[^1].ShouldBeGreaterThanOrEqualTo(range.Highest - tiny);
        (scale.From, scale.To).ShouldBe((scale.Ticks[0], scale.Ticks[^1]));
        CheckTicks(scale);

        double step = scale.Ticks[1] - scale.Ticks[0];
        double digit = step / Math.Pow(10, Math.Floor(Math.Log10(step * 1.001)));
        new[] { 1, 2, 5 }.ShouldContain(d => Math.Abs(d - digit) < 1e-6);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Logarithmic_ticks_cover_the_range_with_few_round_numbers() => Prop.ForAll(_size.Zip(_size).ToArbitrary(), pair =>
    {
        (double lowest, double highest) = (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2));
        LogScale scale = LogScale.Covering(lowest, highest, 100, 0);
        scale.Ticks[0].ShouldBeLessThanOrEqualTo(lowest);
        scale.Ticks[^1].ShouldBeGreaterThanOrEqualTo(highest);
        CheckTicks(scale);
        foreach (double tick in scale.Ticks)
        {
            double digit = tick / Math.Pow(10, Math.Floor(Math.Log10(tick * 1.0001)));
            new[] { 1, 2, 3, 5 }.ShouldContain(d => Math.Abs(d - digit) < 1e-9);
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 1, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [InlineData(0.941, 0.9967, new[] { 0.94, 0.95, 0.96, 0.97, 0.98, 0.99, 1 })]
    [InlineData(-3, 12, new[] { -4.0, -2, 0, 2, 4, 6, 8, 10, 12 })]
    public void Ticks_are_the_numbers_nearest_to_what_they_say(double lowest, double highest, double[] expected) =>
        LinearScale.Covering(lowest, highest, 0, 100).Ticks.ShouldBe(expected);

    [Theory]
    [InlineData(0)]
    [InlineData(0.37)]
    [InlineData(1)]
    public void An_axis_of_shares_has_room_around_a_single_one_and_stays_within_0_and_1(double share)
    {
        LinearScale scale = LinearScale.OfShares(share, share, 0, 100);
        scale.From.ShouldBeInRange(0, share);
        scale.To.ShouldBeInRange(share, 1);
        scale.To.ShouldBeGreaterThan(scale.From);
    }

    [Fact]
    public void Epochs_are_named_by_whole_numbers()
    {
        LinearScale.Between(1, 3, 0, 100, 10, whole: true).Ticks.ShouldBe([1, 2, 3]);
        LinearScale.Between(1, 100, 0, 100, 10, whole: true).Ticks.ShouldBe([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
    }

    private static void CheckTicks(Scale scale)
    {
        scale.Ticks.Count.ShouldBeInRange(2, 14);
        scale.Ticks.Zip(scale.Ticks.Skip(1)).ShouldAllBe(pair => pair.First < pair.Second);
        scale.At(scale.From).ShouldBe(scale.Start, 1e-9);
        scale.At(scale.To).ShouldBe(scale.End, 1e-9);
        scale.Ticks.Select(scale.At).ShouldAllBe(place => place >= Math.Min(scale.Start, scale.End) - 1e-6 && place <= Math.Max(scale.Start, scale.End) + 1e-6);
    }
}
