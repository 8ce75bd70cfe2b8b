using Digits.Reading;

namespace Digits.Tests.Reading;

/// <summary>Probabilities of strings against the sum over all paths.</summary>
public sealed class DigitLatticeTests
{
    private const int Steps = 4;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_probability_of_a_string_is_the_sum_over_the_networks_paths_that_spell_its_digits(int seed)
    {
        float[] logits = AllPaths.Logits(Steps, seed);
        DigitSteps steps = DigitSteps.Of(logits);
        Dictionary<string, double> strings = AllPaths.Strings(logits);
        strings.Values.Sum().ShouldBe(1, 1e-9);

        foreach ((string text, double probability) in strings)
        {
            double logProbability = new DigitLattice(steps, AllPaths.Digits(text)).LogProbability;
            Math.Exp(logProbability).ShouldBe(probability, 1e-6 * probability, text);
            DigitLattice.LogProbabilityOf(steps, AllPaths.Digits(text)).ShouldBe(logProbability);
        }
    }

    [Fact]
    public void A_string_that_does_not_fit_is_impossible()
    {
        DigitSteps steps = DigitSteps.Of(AllPaths.Logits(Steps, 1));
        new DigitLattice(steps, [1, 2, 3, 4]).IsPossible.ShouldBeTrue();
        new DigitLattice(steps, [1, 1, 2, 3]).IsPossible.ShouldBeFalse();
        DigitLattice.LogProbabilityOf(steps, [1, 1, 2, 3]).ShouldBe(double.NegativeInfinity);
        new DigitLattice(steps, [1, 2, 3, 4, 5]).IsPossible.ShouldBeFalse();
    }

    [Theory]
    [InlineData("7")]
    [InlineData("12")]
    [InlineData("121")]
    [InlineData("11")]
    [InlineData("122")]
    [InlineData("1234")]
    public void The_choices_at_a_place_are_the_strings_with_another_digit_or_none_there(string text)
    {
        DigitSteps steps = DigitSteps.Of(AllPaths.Logits(Steps, seed: 5));
        Dictionary<string, double> strings = AllPaths.Strings(steps);
        DigitLattice lattice = new(steps, AllPaths.Digits(text));

        for (int place = 0; place < text.Length; place++)
        {
            (string before, string after) = (text[..place], text[(place + 1)..]);
            double[] expected = [.. Enumerable.Range(0, 10).Select(digit => Of($"{before}{digit}{after}")), Of(before + after)];
            double[] choices = lattice.Choices(place);
            for (int i = 0; i < choices.Length; i++)
                choices[i].ShouldBe(expected[i] / expected.Sum(), 1e-9);
        }

        double Of(string other) => strings.GetValueOrDefault(other);
    }

    [Fact]
    public void A_digit_is_where_the_paths_have_it()
    {
        // Two steps of 3, one of nothing, one of 3: the chances of "33" are those of its two ends.
        double[] values = new double[4 * DigitSteps.Symbols];
        values.AsSpan().Fill(1e-9);
        values[3] = values[DigitSteps.Symbols + 3] = values[(3 * DigitSteps.Symbols) + 3] = values[(2 * DigitSteps.Symbols) + DigitSteps.None] = 1;
        DigitLattice lattice = new(new DigitSteps(values), [3, 3]);

        lattice.Place(0).Select(chance => Math.Round(chance, 6)).ShouldBe([1, 1, 0, 0]);
        lattice.Place(1).Select(chance => Math.Round(chance, 6)).ShouldBe([0, 0, 0, 1]);
    }

    [Fact]
    public void Long_lines_of_unlikely_digits_do_not_run_out_of_range()
    {
        DigitSteps steps = DigitSteps.Of(AllPaths.Logits(2000, seed: 3, sharpness: 12));
        byte[] digits = steps.BestPath();
        DigitLattice lattice = new(steps, digits);

        digits.Length.ShouldBeGreaterThan(500);
        double.IsFinite(lattice.LogProbability).ShouldBeTrue();
        lattice.Choices(digits.Length / 2).Sum().ShouldBe(1, 1e-9);
    }
}
