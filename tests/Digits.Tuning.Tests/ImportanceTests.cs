using Digits.Data;

namespace Digits.Tuning.Tests;

/// <summary>Importance is the one that analysis gives for functions that can be analysed, and Optuna's for its own studies.</summary>
public sealed class ImportanceTests
{
    [Fact]
    public void Of_a_sum_of_uniform_numbers_each_has_its_square_s_share()
    {
        StudyHistory study = Study(["a=uniform(0,1)", "b=uniform(-3,7)", "c=uniform(0,1)"], 400, v => (3 * v["a"]) + (2 * (v["b"] + 3) / 10));

        StudyImportance importance = StudyImportance.Of(study).ShouldNotBeNull();

        // The variance of x·uniform(0,1) is x²/12: 9 against 4.
        importance.Parameters.Select(share => share.Name).ShouldBe(["a", "b", "c"]);
        importance.Parameters[0].Share.ShouldBe(9.0 / 13, 0.03);
        importance.Parameters[1].Share.ShouldBe(4.0 / 13, 0.03);
        importance.Parameters.Sum(share => share.Share).ShouldBe(1, 1e-12);
        importance.MainEffects.ShouldBeGreaterThan(0.9);
        importance.Fit.ShouldBeGreaterThan(0.9);
        importance.Conditional.ShouldBeEmpty();
    }

    [Fact]
    public void An_interaction_belongs_to_no_parameter_alone()
    {
        StudyHistory study = Study(["a=uniform(-1,1)", "b=uniform(-1,1)"], 400, v => Math.Sign(v["a"] * v["b"]));

        StudyImportance.Of(study)!.MainEffects.ShouldBeLessThan(0.2);
    }

    [Fact]
    public void Of_a_tree_it_is_what_integration_over_a_fine_grid_gives()
    {
        SeededRandom random = new(5);
        int[] choices = [0, 3, 0];
        double[][] x = [.. Enumerable.Range(0, 120).Select(_ => (double[])[random.NextInt(21) / 20.0, random.NextInt(3), random.NextInt(21) / 20.0])];
        double[] y = [.. x.Select(row => Math.Sin(5 * row[0]) + (row[1] == 1 ? row[2] : 0.3 * row[1]) + (0.05 * random.NextGaussian()))];
        int[] weights = [.. x.Select(_ => random.NextInt(3))];

        IReadOnlyList<TreeLeaf> leaves = new TreeGrower(x, y, choices, weights, random).Grow();

        leaves.Sum(leaf => leaf.Volume()).ShouldBe(1, 1e-12);
        leaves.SelectMany(leaf => leaf.Rows).Order().ShouldBe(Enumerable.Range(0, 120));

        // Samples stand at twentieths, so a tree cuts at fortieths, and between these it is constant.
        double[] grid = [.. Enumerable.Range(0, 40).Select(i => (i + 0.5) / 40)];
        (double[] Point, double Value)[] points = [.. from a in grid from b in new[] { 0.0, 1, 2 } from c in grid select (new[] { a, b, c }, Value([a, b, c]))];
        double mean = points.Average(point => point.Value);
        double variance = points.Average(point => Math.Pow(point.Value - mean, 2));
        for (int feature = 0; feature < 3; feature++)
        {
            double marginal = points.GroupBy(point => point.Point[feature]).Average(slice => Math.Pow(slice.Average(point => point.Value) - mean, 2));
            Fanova.MainEffects(leaves)![feature].ShouldBe(marginal / variance, 1e-9);
        }

        double Value(double[] point) => leaves.Single(leaf => leaf.Box.Select((region, i) => region.Contains(point[i])).All(inside => inside)).Value;
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("ishigami")]
    public void Of_numbers_it_is_Optuna_s(string name)
    {
        OptunaCase golden = OptunaCase.Load(name);

        StudyImportance importance = StudyImportance.Of(golden.Study)!;

        // From one seed to another, Optuna's own shares have a standard deviation of up to 0.01.
        importance.Parameters.Count.ShouldBe(golden.Importance.Count);
        foreach (ParameterImportance share in importance.Parameters)
            share.Share.ShouldBe(golden.Importance[share.Name], 0.03);
    }

    [Fact]
    public void Of_choices_and_whole_numbers_it_has_Optuna_s_order_and_comes_nearer_to_the_truth()
    {
        OptunaCase golden = OptunaCase.Load("steps and choices");

        StudyImportance importance = StudyImportance.Of(golden.Study)!;

        // Of four whole numbers the variance is 1.25, of 0 and 2.5 it is 1.5625, of 0.5·x² 16/45, and of 0.05·y nothing to speak of.
        Dictionary<string, double> truth = new() { ["n"] = 1.25, ["o"] = 1.5625, ["x"] = 16.0 / 45, ["y"] = 0.0025 / 12 };
        importance.Parameters.Select(share => share.Name).ShouldBe(golden.Importance.OrderByDescending(share => share.Value).Select(share => share.Key));
        foreach (ParameterImportance share in importance.Parameters)
            share.Share.ShouldBe(truth[share.Name] / truth.Values.Sum(), 0.06);

        importance.Parameters.Sum(share => Distance(share.Name, share.Share))
            .ShouldBeLessThan(golden.Importance.Sum(share => Distance(share.Key, share.Value)));

        double Distance(string name, double share) => Math.Abs(share - (truth[name] / truth.Values.Sum()));
    }

    [Fact]
    public void A_range_that_is_searched_by_factors_counts_by_factors()
    {
        StudyHistory byFactors = Study(["lr=log(1e-5,1)", "x=uniform(0,5)"], 100, v => Math.Log10(v["lr"]) + v["x"]);
        StudyHistory exponents = byFactors with
        {
            Trials =
            [
                .. byFactors.Trials.Select(trial => trial with
                {
                    Parameters = new Dictionary<string, double> { ["lr"] = Math.Log10(trial.Parameters["lr"]), ["x"] = trial.Parameters["x"] },
                    Distributions = new Dictionary<string, Distribution> { ["lr"] = new FloatDistribution(-5, 0), ["x"] = trial.Distributions["x"] },
                }),
            ],
        };

        foreach ((ParameterImportance one,
            ParameterImportance other) in StudyImportance.Of(byFactors)!.Parameters.Zip(StudyImportance.Of(exponents)!.Parameters))
            (one.Name, Math.Round(one.Share, 6)).ShouldBe((other.Name, Math.Round(other.Share, 6)));
    }

    [Fact]
    public void What_is_searched_under_a_condition_stands_apart_and_takes_no_credit_for_it()
    {
        StudyHistory study = Study(["o=choice(adam,sgd)", "x=uniform(0,1)", "m=uniform(0,1) if o=sgd", "n=uniform(0,1) if o=sgd"], 300, v =>
            (10 * v["o"]) + v["x"] + v.GetValueOrDefault("m"));

        StudyImportance importance = StudyImportance.Of(study)!;

        importance.Parameters.Select(share => share.Name).ShouldBe(["o", "x"]);
        importance.Parameters[0].Share.ShouldBeGreaterThan(0.95);
        importance.Conditional.Select(share => share.Name).ShouldBe(["m", "n"]);
        importance.Conditional[0].Share.ShouldBe(0.5, 0.1);
        importance.Conditional[1].Share.ShouldBeLessThan(0.05);
        importance.Conditional[0].Trials.ShouldBe(study.Trials.Count(trial => trial.Parameters.ContainsKey("m")));
    }

    [Fact]
    public void Only_complete_trials_with_finite_values_count()
    {
        StudyHistory study = Study(["a=uniform(0,1)", "b=uniform(0,1)", "fixed=int(3,3)"], 60, v => v["a"] + (0.5 * v["b"]));
        Trial odd = study.Trials[0];
        StudyHistory with = study with
        {
            Trials =
            [
                .. study.Trials, odd with { State = TrialState.Pruned, Values = [1000] }, odd with { State = TrialState.Fail, Values = [] },
                odd with { Values = [double.PositiveInfinity] },
                odd with { State = TrialState.Waiting, Values = [], Parameters = new Dictionary<string, double>() },
            ],
        };

        StudyImportance importance = StudyImportance.Of(with)!;

        importance.Trials.ShouldBe(60);
        importance.Parameters.ShouldBe(StudyImportance.Of(study)!.Parameters);
        importance.Parameters.ShouldBe(StudyImportance.Of(study, seed: 0)!.Parameters);
        importance.Parameters.Single(share => share.Name == "fixed").Share.ShouldBe(0);
    }

    [Fact]
    public void Of_too_few_or_of_equal_trials_nothing_is_said()
    {
        StudyHistory study = Study(["a=uniform(0,1)"], StudyImportance.LeastTrials, v => v["a"]);

        StudyImportance.Of(study).ShouldNotBeNull();
        StudyImportance.Of(study with { Trials = [.. study.Trials.Skip(1)] }).ShouldBeNull();
        StudyImportance.Of(study with { Trials = [] }).ShouldBeNull();
        StudyImportance.Of(study with { Trials = [.. study.Trials.Select(trial => trial with { Values = [0.98] })] }).ShouldBeNull();
    }

    private static StudyHistory Study(string[] lines, int count, Func<IReadOnlyDictionary<string, double>, double> function)
    {
        SearchSpace space = SearchSpace.Parse(lines);
        List<Trial> trials = [];
        for (int number = 0; number < count; number++)
        {
            IReadOnlyDictionary<string, double> values = new RandomSampler(2).Sample(space, new StudyHistory([StudyDirection.Minimize], trials), number)!;
            trials.Add(new Trial
            {
                Id = number,
                Number = number,
                State = TrialState.Complete,
                Parameters = values,
                Distributions = values.ToDictionary(pair => pair.Key, pair => space[pair.Key].Distribution),
                Values = [function(values)]
            });
        }

        return new StudyHistory([StudyDirection.Minimize], trials);
    }
}
