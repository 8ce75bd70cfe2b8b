using Digits.Data;
using Digits.Engine;

namespace Digits.Tuning.Tests;

public sealed class SamplerTests
{
    private static readonly SearchSpace _space = SearchSpace.Parse(
        ["x=uniform(-5,10)", "lr=log(1e-5,1)", "n=int(1,5)", "o=choice(adam,sgd,adamw)", "m=uniform(0.8,0.99) if o=sgd", "deep=int(2,8,2) if n>=3",
            "deeper=uniform(0,1) if deep=8"]);

    [Fact]
    public void Both_give_values_of_the_space_whatever_was_tried()
    {
        ISampler[] samplers = [new RandomSampler(1), new TpeSampler(1)];
        foreach (ISampler sampler in samplers)
        {
            List<Trial> trials = [];
            for (int number = 0; number < 60; number++)
            {
                IReadOnlyDictionary<string, double> values = sampler.Sample(_space, Of(trials), number)!;
                _space.Check(values);
                sampler.Sample(_space, Of(trials), number)!.ShouldBe(values);
                trials.Add(Complete(number, values, values["x"] * values["n"]) with
                {
                    State =
                    (number % 7) switch { 3 => TrialState.Fail, 5 => TrialState.Pruned, 6 => TrialState.Running, _ => TrialState.Complete }
                });
            }

            trials.Select(trial => trial.Parameters["o"]).Distinct().Count().ShouldBe(3);
            trials.Any(trial => trial.Parameters.ContainsKey("deeper")).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_grid_tries_every_combination_once_and_ends()
    {
        SearchSpace space = SearchSpace.Parse(["n=int(1,3)", "o=choice(a,b)", "m=uniform(0,1,0.5) if o=b"]);
        List<Trial> trials = [];
        while (new GridSampler().Sample(space, Of(trials), trials.Count) is { } values)
        {
            space.Check(values);
            trials.Add(Complete(trials.Count, values, 0));
        }

        trials.Count.ShouldBe(12);
        trials.Select(trial => string.Join(',', trial.Parameters)).ShouldBeUnique();
        trials[4] = trials[4] with { State = TrialState.Fail };
        new GridSampler().Sample(space, Of(trials), 12).ShouldBe(trials[4].Parameters);
        Should.Throw<DigitsException>(() => new GridSampler().Sample(_space, Of([]), 0)).Message.ShouldStartWith("x has no end of values");
    }

    [Fact]
    public void Tpe_goes_where_good_trials_were()
    {
        SearchSpace space = SearchSpace.Parse(["x=uniform(0,1)", "o=choice(a,b,c,d)"]);
        List<Trial> trials = [];
        for (int number = 0; number < 60; number++)
        {
            IReadOnlyDictionary<string, double> values = new TpeSampler(3).Sample(space, Of(trials), number);
            trials.Add(Complete(number, values, Math.Abs(values["x"] - 0.3) + values["o"]));
        }

        Trial[] late = [.. trials.Skip(40)];
        late.Average(trial => Math.Abs(trial.Parameters["x"] - 0.3)).ShouldBeLessThan(0.15);
        late.Count(trial => trial.Parameters["o"] == 0).ShouldBeGreaterThan(12);
    }

    [Fact]
    public void Several_objectives_are_ranked_by_fronts()
    {
        StudyHistory history = new([StudyDirection.Maximize, StudyDirection.Minimize],
            [.. new[] { (0.9, 10.0), (0.8, 5.0), (0.95, 20.0), (0.7, 12.0), (0.85, 11.0) }.Select((value, i) =>
                Complete(i, new Dictionary<string, double>(), 0) with { Values = [value.Item1, value.Item2] })]);

        history.Best().Select(trial => trial.Number).ShouldBe([0, 1, 2]);
        TrialRanking.Of(history)[..3].Select(trial => trial.Number).Order().ShouldBe([0, 1, 2]);
        TrialRanking.Of(history)[3..].Select(trial => trial.Number).ShouldBe([4, 3]);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.8413447460685429)]
    [InlineData(-1.959963984540054, 0.025)]
    [InlineData(-2.9999, 0.0013503414)]
    [InlineData(-3.0001, 0.0013494551)]
    [InlineData(-8, 6.220960574271785e-16)]
    public void The_normal_distribution_is_the_one_in_tables(double x, double below) => (Normal.Below(x) / below).ShouldBe(1, 1e-6);

    [Fact]
    public void Draws_between_bounds_follow_the_density()
    {
        SeededRandom random = new(5);
        double[] draws = [.. Enumerable.Range(0, 4000).Select(_ => Normal.Draw(random, 0, 1, -0.5, 2))];

        draws.Min().ShouldBeGreaterThanOrEqualTo(-0.5);
        draws.Max().ShouldBeLessThanOrEqualTo(2);

        // (phi(-0.5) - phi(2)) / (Phi(2) - Phi(-0.5)); the standard error of 4,000 draws is about 0.01.
        draws.Average().ShouldBe((0.35206533 - 0.05399097) / (0.97724987 - 0.30853754), 0.04);
    }

    internal static StudyHistory Of(IReadOnlyList<Trial> trials) => new([StudyDirection.Minimize], trials);

    internal static Trial Complete(int number, IReadOnlyDictionary<string, double> values, double value) =>
        new()
        {
            Id = number + 1,
            Number = number,
            State = TrialState.Complete,
            Parameters = values,
            Values = [value],
            Intermediate = new Dictionary<int, double> { [1] = value }
        };
}
