using System.Text.Json;
using Digits.Engine;

namespace Digits.Tuning.Tests;

public sealed class SpaceTests
{
    [Fact]
    public void Every_kind_of_range_is_read()
    {
        SearchSpace space = SearchSpace.Parse(
        [
            "dropout=uniform(0,0.5)", "smoothing=uniform(0,0.2,0.05)", "learning-rate=log(1e-4,3e-2)", "layers=int(1,4)", "filters=int(16,64,16)",
            "dense=logint(16,256)",
            "optimizer=choice(adam,sgd)", "momentum = uniform(0.8,0.99) if optimizer=sgd", "filters-3=int(32,128,32) if layers>=3", "batch=choice(64,128)",
        ]);

        space["dropout"].Distribution.ShouldBe(new FloatDistribution(0, 0.5));
        space["smoothing"].Distribution.ShouldBe(new FloatDistribution(0, 0.2, 0.05));
        space["learning-rate"].Distribution.ShouldBe(new FloatDistribution(1e-4, 3e-2, log: true));
        space["filters"].Distribution.ShouldBe(new IntDistribution(16, 64, 16));
        space["dense"].Distribution.ShouldBe(new IntDistribution(16, 256, log: true));
        space["momentum"].Condition!.ToString().ShouldBe("optimizer=sgd");
        space["filters-3"].Condition!.Least.ShouldBe(3);
        space["batch"].Distribution.External(1)!.ToJsonString().ShouldBe("128");
        space["optimizer"].Distribution.Text(1).ShouldBe("sgd");
    }

    [Theory]
    [InlineData("learning-rate", "'learning-rate' is no parameter of a search; write NAME=uniform(0,0.5)")]
    [InlineData("a=lgo(1,2)", "a: 'lgo' is no kind of range; did you mean 'log'?")]
    [InlineData("a=log(0,2)", "a: The range 0 to 2 cannot be searched by factors; give a lower bound above 0 and no step.")]
    [InlineData("a=uniform(2,1)", "a: The range 2 to 1 cannot be searched")]
    [InlineData("a=uniform(1,x)", "a: 'x' is no number.")]
    [InlineData("a=int(1,2.5)", "a: '2.5' is no whole number.")]
    [InlineData("a=int(1,5,0)", "a: The step 0 cannot be used; give one above 0.")]
    [InlineData("a=logint(0,5)", "a: The range 0 to 5 cannot be searched by factors; give a lower bound of at least 1 and no step.")]
    [InlineData("a=log(1)", "a: log takes a lower and an upper bound")]
    [InlineData("a=choice(x,x)", "a: Of the choices x, x two are alike; give each once.")]
    [InlineData("a=int(1,2) if b", "a: 'if b' is no condition; write 'if optimizer=sgd' or 'if layers>=3'.")]
    [InlineData("a=int(1,2) if b=1", "a is searched if b=1, but there is no b before it; put that first.")]
    public void What_cannot_be_read_is_one_line(string text, string message) =>
        Should.Throw<DigitsException>(() => SearchSpace.Parse([text])).Message.ShouldStartWith(message);

    [Fact]
    public void Conditions_that_never_hold_and_names_twice_are_refused()
    {
        Should.Throw<DigitsException>(() =>
            SearchSpace.Parse(["o=choice(a,b)", "x=int(1,2) if o=c"])).Message.ShouldBe("x is searched if o=c, but o is never c.");
        Should.Throw<DigitsException>(() => SearchSpace.Parse(["o=choice(a,b)", "x=int(1,2) if o>=2"])).Message.ShouldContain("chosen from words");
        Should.Throw<DigitsException>(() =>
            SearchSpace.Parse(["o=choice(a,b)", "o=int(1,2)"])).Message.ShouldBe("The space has o twice; give each parameter once.");
    }

    [Theory]
    [InlineData("uniform(0,0.5)", """{"name":"FloatDistribution","attributes":{"step":null,"low":0,"high":0.5,"log":false}}""")]
    [InlineData("int(16,70,16)", """{"name":"IntDistribution","attributes":{"log":false,"step":16,"low":16,"high":64}}""")]
    [InlineData("choice(adam,2,true,null)", """{"name":"CategoricalDistribution","attributes":{"choices":["adam",2,true,null]}}""")]
    public void Distributions_are_stored_as_optuna_does(string text, string json)
    {
        Distribution distribution = SearchSpace.Parse([$"a={text}"])["a"].Distribution;

        distribution.ToJson().ShouldBe(json);
        Distribution.Parse(json).ShouldBe(distribution);
        Distribution.Parse(json).IsCompatible(distribution).ShouldBeTrue();
    }

    [Fact]
    public void Values_are_checked_against_the_space()
    {
        SearchSpace space = SearchSpace.Parse(["o=choice(adam,sgd)", "m=uniform(0.8,0.99) if o=sgd", "n=int(1,9,2)"]);

        space.Check(new Dictionary<string, double> { ["o"] = 1, ["m"] = 0.9, ["n"] = 5 });
        Refuses(("o", 0), ("m", 0.9), ("n", 5)).ShouldBe("m is only searched if o=sgd.");
        Refuses(("o", 1), ("n", 5)).ShouldBe("m has no value.");
        Refuses(("o", 0), ("n", 4)).ShouldBe("n cannot be 4: it is not in its range.");
        Refuses(("o", 0), ("n", 5), ("q", 1)).ShouldBe("'q' is no parameter of this search; it has o, m, n.");
        space["o"].Distribution.TryRead(JsonElement.Parse("\"sgd\""), out double place).ShouldBeTrue();
        place.ShouldBe(1);
        space["n"].Distribution.TryRead(JsonElement.Parse("2.5"), out _).ShouldBeFalse();

        string Refuses(params (string Name, double Value)[] values) =>
            Should.Throw<DigitsException>(() => space.Check(values.ToDictionary(pair => pair.Name, pair => pair.Value))).Message;
    }

    [Fact]
    public void Uniform_places_give_every_value_its_share()
    {
        Distribution steps = new IntDistribution(1, 9, 2);
        int[] counts = [.. Enumerable.Range(0, 1000).GroupBy(i => steps.At((i + 0.5) / 1000)).OrderBy(group => group.Key).Select(group => group.Count())];
        counts.ShouldBe([200, 200, 200, 200, 200]);
        new FloatDistribution(0.001, 1, log: true).At(0.5).ShouldBe(Math.Sqrt(0.001), 1e-9);
        new FloatDistribution(0, 1, 0.1).At(0.349).ShouldBe(0.3, 1e-9);
        new FloatDistribution(0, 0.35, 0.1).High.ShouldBe(0.3, 1e-9);
    }
}
