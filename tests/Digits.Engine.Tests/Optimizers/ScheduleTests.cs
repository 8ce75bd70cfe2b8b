namespace Digits.Engine.Tests.Optimizers;

/// <summary>The figures are PyTorch 1.13's: tools/golden/pytorch_schedules.py prints them.</summary>
public class ScheduleTests
{
    [Fact]
    public void One_cycle_equals_PyTorch()
    {
        double[] expected =
        [
            0.04, 0.12188527098390314, 0.33960276058516575, 0.6188697369957271, 0.8644034833812791, 0.9924306774148465, 0.9944154354509118,
            0.9673623556045153, 0.9190443762697105, 0.8516599658482699, 0.7682751154913771, 0.672683836480545, 0.5692355326874485, 0.462637102666975,
            0.357738775739657, 0.2593134265232537, 0.17183940910385517, 0.09929679189326547, 0.04498626448808909, 0.011378956269720922,
        ];

        Factors(new OneCycleSchedule(), steps: 20, total: 21).ShouldBe(expected, tolerance: 1e-9);
    }

    [Fact]
    public void Cosine_equals_PyTorch()
    {
        double[] expected =
        [
            1.0, 0.9755282581475768, 0.9045084971874737, 0.7938926261462367, 0.6545084971874738,
            0.5, 0.3454915028125264, 0.20610737385376351, 0.09549150281252634, 0.024471741852423238,
        ];

        Factors(new CosineSchedule(), steps: 10, total: 10).ShouldBe(expected, tolerance: 1e-12);
    }

    [Fact]
    public void Cosine_warms_up_in_a_line_and_ends_at_the_last_share()
    {
        CosineSchedule schedule = new(warmUp: 0.1, last: 0.01);

        Factors(schedule, steps: 3, total: 30).ShouldBe([0.25, 0.5, 0.75], tolerance: 1e-12);
        schedule.Factor(3, 30).ShouldBe(1);
        schedule.Factor(30, 30).ShouldBe(0.01, tolerance: 1e-12);
        schedule.Factor(100, 30).ShouldBe(0.01, tolerance: 1e-12);
    }

    [Fact]
    public void Step_equals_PyTorch() =>
        Factors(new StepSchedule(every: 3, gamma: 0.1), steps: 9, total: 9).ShouldBe([1, 1, 1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.01], tolerance: 1e-12);

    [Fact]
    public void Constant_is_constant() => Factors(new ConstantSchedule(), steps: 3, total: 3).ShouldBe([1, 1, 1]);

    private static double[] Factors(Schedule schedule, int steps, int total) => [.. Enumerable.Range(0, steps).Select(step => schedule.Factor(step, total))];
}
