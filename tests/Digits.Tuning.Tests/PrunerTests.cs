
namespace Digits.Tuning.Tests;

public sealed class PrunerTests
{
    [Fact]
    public void The_median_pruner_compares_with_complete_trials_at_the_same_step()
    {
        MedianPruner pruner = new(startup: 3);
        Trial[] others = [Reported(0, 0.5, 0.7), Reported(1, 0.6, 0.8), Reported(2, 0.4, 0.9)];

        Prunes(pruner, others, Running(3, 0.45)).ShouldBeTrue();
        Prunes(pruner, others, Running(3, 0.5)).ShouldBeFalse();
        Prunes(pruner, others, Running(3, 0.45, 0.85)).ShouldBeFalse();
        Prunes(pruner, others, Running(3, 0.9, 0.1)).ShouldBeFalse();
        Prunes(pruner, others, Running(3, double.NaN)).ShouldBeTrue();
        Prunes(pruner, others[..2], Running(3, 0.1)).ShouldBeFalse();
        Prunes(new MedianPruner(startup: 3, warmUp: 2), others, Running(3, 0.1)).ShouldBeFalse();
        Prunes(new NoPruner(), others, Running(3, 0.1)).ShouldBeFalse();
    }

    [Fact]
    public void Successive_halving_lets_the_best_share_go_on()
    {
        SuccessiveHalvingPruner pruner = new(least: 1, factor: 3);
        Trial[] others = [Reported(0, 0.5, 0.6, 0.7), Reported(1, 0.6, 0.6, 0.8), Running(2, 0.4), Running(3, 0.3), Running(4, 0.2)];

        Prunes(pruner, others, Running(5, 0.55)).ShouldBeFalse();
        Prunes(pruner, others, Running(5, 0.45)).ShouldBeTrue();
        Prunes(pruner, others, Running(5, 0.1, 0.1)).ShouldBeFalse();
        Prunes(pruner, others, Running(5, 0.6, 0.6, 0.75)).ShouldBeTrue();
        Prunes(pruner, others, Running(5, 0.6, 0.6, 0.9)).ShouldBeFalse();
        Prunes(pruner, [], Running(0, 0.1)).ShouldBeFalse();
        Prunes(pruner, others[..1], Running(1, 0.1)).ShouldBeTrue();
        Prunes(pruner, others, Running(5, double.NaN)).ShouldBeTrue();
        Enumerable.Range(1, 30).Where(step => pruner.Rung(step) is not null).ShouldBe([1, 3, 9, 27]);
        new SuccessiveHalvingPruner(least: 2, factor: 2, spared: 1).Rung(8).ShouldBe(1);
    }

    [Fact]
    public void Hyperband_has_brackets_from_early_to_never()
    {
        HyperbandPruner pruner = new(most: 9);
        int[] brackets = [.. Enumerable.Range(0, 1700).Select(pruner.Bracket)];

        // Three brackets of 9, 5 and 3 in 17.
        brackets.CountBy(bracket => bracket).OrderBy(pair => pair.Key).Select(pair => Math.Round(pair.Value / 100.0)).ShouldBe([9, 5, 3]);
        int last = Array.IndexOf(brackets, 2);
        Trial[] good = [.. Enumerable.Range(0, 1700).Where(number => number != last).Select(number => Reported(number, 0.9, 0.9, 0.9))];
        Prunes(pruner, good, Running(last, 0.1)).ShouldBeFalse();
        Prunes(pruner, good, Running(Array.IndexOf(brackets, 0), 0.1)).ShouldBeTrue();
    }

    private static bool Prunes(IPruner pruner, Trial[] others, Trial trial) =>
        pruner.ShouldPrune(new StudyHistory([StudyDirection.Maximize], [.. others.Where(other => other.Number != trial.Number), trial]), trial);

    private static Trial Reported(int number, params double[] values) => Running(number, values) with { State = TrialState.Complete, Values = [values[^1]] };

    private static Trial Running(int number, params double[] values) =>
        new()
        {
            Id = number + 1,
            Number = number,
            State = TrialState.Running,
            Intermediate = values.Select((value, i) => (value, i)).ToDictionary(pair => pair.i + 1, pair => pair.value)
        };
}
