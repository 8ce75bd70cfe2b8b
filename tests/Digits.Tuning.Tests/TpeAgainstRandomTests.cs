using Xunit.Abstractions;

namespace Digits.Tuning.Tests;

/// <summary>
/// What the estimator is for: better values than chance after equally many trials, on functions that others are measured by. docs/TUNING.md has the figures
/// that this prints.
/// </summary>
[Trait("Category", "Slow")]
public sealed class TpeAgainstRandomTests(ITestOutputHelper output)
{
    private const int Seeds = 20;
    private const int Trials = 60;

    [Fact]
    public void The_estimator_beats_chance_on_at_least_three_of_four_functions()
    {
        (string Name, string[] Space, Func<Func<string, double>, double> Value)[] functions =
        [
            ("Branin", ["x=uniform(-5,10)", "y=uniform(0,15)"], at => Branin(at("x"), at("y"))),
            ("Hartmann-6", [.. Enumerable.Range(0, 6).Select(i => $"x{i}=uniform(0,1)")], at => Hartmann([.. Enumerable.Range(0, 6).Select(i => at($"x{i}"))])),
            ("conditional", ["kind=choice(flat,deep)", "a=uniform(-3,3) if kind=flat", "b=log(1e-4,1) if kind=deep", "c=uniform(0,1) if kind=deep"],
                at => at("kind") == 0 ? 1 + (at("a") * at("a")) : Math.Pow(Math.Log10(at("b")) + 2, 2) + Math.Abs(at("c") - 0.7)),
            ("categorical", [.. Enumerable.Range(0, 5).Select(i => $"c{i}=choice(a,b,c,d,e,f)"), "x=uniform(0,1)"],
                at => Enumerable.Range(0, 5).Sum(i => at($"c{i}") == (2 * i) % 6 ? 0 : 1 + (0.1 * at($"c{i}"))) + Math.Abs(at("x") - 0.4)),
        ];

        int better = 0;
        foreach ((string name, string[] lines, Func<Func<string, double>, double> value) in functions)
        {
            SearchSpace space = SearchSpace.Parse(lines);
            double chance = Enumerable.Range(0, Seeds).Average(seed => Best(new RandomSampler((ulong)seed), space, value));
            double estimator = Enumerable.Range(0, Seeds).Average(seed => Best(new TpeSampler((ulong)seed), space, value));
            output.WriteLine(FormattableString.Invariant($"{name}: random {chance:0.000}, TPE {estimator:0.000}"));
            better += estimator < chance ? 1 : 0;
        }

        better.ShouldBeGreaterThanOrEqualTo(3);
    }

    private static double Best(ISampler sampler, SearchSpace space, Func<Func<string, double>, double> value)
    {
        List<Trial> trials = [];
        for (int number = 0; number < Trials; number++)
        {
            IReadOnlyDictionary<string, double> values = sampler.Sample(space, SamplerTests.Of(trials), number)!;
            trials.Add(SamplerTests.Complete(number, values, value(parameter => values[parameter])));
        }

        return trials.Min(trial => trial.Values[0]);
    }

    /// <summary>Least value 0.397887.</summary>
    private static double Branin(double x, double y) =>
        Math.Pow(y - (5.1 * x * x / (4 * Math.PI * Math.PI)) + (5 * x / Math.PI) - 6, 2) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10;

    /// <summary>Least value -3.32237.</summary>
    private static double Hartmann(double[] x)
    {
        double[] alpha = [1, 1.2, 3, 3.2];
        double[][] a = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]];
        double[][] p = [[1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991], [2348, 1451, 3522, 2883, 3047, 6650],
            [4047, 8828, 8732, 5743, 1091, 381]];
        return -alpha.Select((weight, i) => weight * Math.Exp(-x.Select((value, j) => a[i][j] * Math.Pow(value - (p[i][j] / 10000), 2)).Sum())).Sum();
    }
}
