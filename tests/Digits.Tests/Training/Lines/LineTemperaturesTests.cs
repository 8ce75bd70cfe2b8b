using Digits.Reading;
using Digits.Training;

namespace Digits.Tests.Training;

public sealed class LineTemperaturesTests
{
    [Fact]
    public void Strings_of_90_percent_that_are_right_3_times_in_4_have_a_temperature_of_2()
    {
        // Odds of 9 are to become odds of 3.
        LineAnswer[] answers = [.. Enumerable.Range(0, 400).Select(i => Answer(read: i % 4 == 0 ? 2 : 1))];

        LineCalibration calibration = LineTemperatures.Fit(answers);

        calibration.Strings.ShouldBe(2, 1e-3);
        LineCalibration.Apply(0.9, calibration.Strings).ShouldBe(0.75, 1e-3);
        calibration.Digits.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Without_lines_nothing_is_changed() => LineTemperatures.Fit([]).ShouldBe(LineCalibration.None);

    private static LineAnswer Answer(int read) => new([1], [(byte)read], 0.9, [Choices(read, 0.9)]);

    private static double[] Choices(int digit, double probability)
    {
        double[] choices = new double[11];
        choices.AsSpan().Fill((1 - probability) / 10);
        choices[digit] = probability;
        return choices;
    }
}
