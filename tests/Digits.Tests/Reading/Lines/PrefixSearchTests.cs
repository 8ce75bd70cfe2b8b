using Digits.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tests.Reading;

public sealed class PrefixSearchTests
{
    private static readonly Arbitrary<(int Steps, int Seed, double Sharpness)> _lines = (
        from steps in Gen.Choose(1, 60)
        from seed in Gen.Choose(0, 1_000_000)
        from sharpness in Gen.Choose(0, 100)
        select (steps, seed, sharpness / 8.0)).ToArbitrary();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_wide_beam_finds_the_most_likely_strings_of_all(int seed)
    {
        DigitSteps steps = DigitSteps.Of(AllPaths.Logits(4, seed));
        string[] likeliest = [.. AllPaths.Strings(steps).OrderByDescending(text => text.Value).Take(20).Select(text => text.Key)];

        string[] found = [.. PrefixSearch.Run(steps, width: 3000).Take(20).Select(digits => string.Concat(digits))];

        found.ShouldBe(likeliest);
    }

    [Fact]
    public void Two_paths_to_the_same_digits_beat_the_most_likely_path()
    {
        // Graves's example: nothing twice is the best path with 0.36, but "1" has three paths with 0.64 in all.
        double[] values = new double[2 * DigitSteps.Symbols];
        values[1] = values[DigitSteps.Symbols + 1] = 0.4;
        values[DigitSteps.None] = values[DigitSteps.Symbols + DigitSteps.None] = 0.6;
        DigitSteps steps = new(values);

        steps.BestPath().ShouldBeEmpty();
        PrefixSearch.Run(steps, width: 4)[0].ShouldBe([1]);
        Math.Exp(new DigitLattice(steps, [1]).LogProbability).ShouldBe(0.64, 1e-12);
    }

    [Fact]
    public void Probabilities_of_the_strings_that_are_told_sum_to_at_most_1() => Check(steps =>
        LineDecoder.Strings(steps, most: 8).Sum(text => Math.Exp(text.LogProbability)).ShouldBeLessThanOrEqualTo(1 + 1e-9));

    [Fact]
    public void The_best_string_is_at_least_as_probable_as_the_best_path() => Check(steps =>
        LineDecoder.Strings(steps, most: 3)[0].LogProbability
            .ShouldBeGreaterThanOrEqualTo(new DigitLattice(steps, steps.BestPath()).LogProbability));

    [Fact]
    public void No_string_is_told_twice_and_the_likelier_come_first() => Check(steps =>
    {
        List<(byte[] Digits, double LogProbability)> strings = LineDecoder.Strings(steps, most: 8);
        strings.Select(text => string.Concat(text.Digits)).ShouldBeUnique();
        strings.Select(text => -text.LogProbability).ShouldBeInOrder();
    });

    private static void Check(Action<DigitSteps> property) =>
        Prop.ForAll(_lines, line => property(DigitSteps.Of(AllPaths.Logits(line.Steps, line.Seed, line.Sharpness)))).QuickCheckThrowOnFailure();
}
