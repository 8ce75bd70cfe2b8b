using Digits.Training;

namespace Digits.Tuning.Tests;

public class TunedOptionsTests
{
    [Fact]
    public void A_schedule_that_is_searched_is_not_cut_off_unless_that_is_asked_for()
    {
        RunConfiguration Tried(RunConfiguration asked, params (string, string)[] values) => TunedOptions.Apply(asked, values, "net.json");
        RunConfiguration classic = new();

        Tried(classic, ("schedule", "one-cycle")).EarlyStopping.ShouldBe(0);
        Tried(classic, ("schedule", "constant")).EarlyStopping.ShouldBe(3);
        Tried(classic, ("schedule", "one-cycle"), ("early-stopping", "3")).EarlyStopping.ShouldBe(3);
        Tried(classic with { EarlyStopping = 4 }, ("schedule", "one-cycle")).EarlyStopping.ShouldBe(4);
        Tried(classic with { Schedule = ScheduleKind.Cosine }, ("learning-rate", "0.01")).EarlyStopping.ShouldBe(0);
        Tried(classic with { Schedule = ScheduleKind.Cosine, EarlyStopping = 3 }, ("learning-rate", "0.01")).EarlyStopping.ShouldBe(3);
    }
}
