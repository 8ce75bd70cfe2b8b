using Digits.Engine;
using Digits.Training;
using Digits.Zoo;

namespace Digits.Tuning.Tests;

/// <summary>The networks that a search builds, and the spaces that it searches by itself.</summary>
public sealed class TunedNetworkTests
{
    private static readonly Shape _image = new(Channels: 1, Height: 28, Width: 28);

    [Fact]
    public void Without_a_change_the_network_is_the_classic_one()
    {
        Network classic = Architectures.Create("classic", _image);
        Network built = new ConvolutionStack().Describe().Build(_image);

        (built.ParameterCount, built.MultiplyAdds).ShouldBe((classic.ParameterCount, classic.MultiplyAdds));
    }

    [Theory]
    [InlineData("layers=4", "filters-1=8")]
    [InlineData("layers=1", "kernel=7")]
    [InlineData("convolutions=3", "batch-norm=true")]
    [InlineData("layers=4", "convolutions=2", "kernel=5", "dense=0", "dropout=0")]
    public void Every_stack_reads_images(params string[] values)
    {
        ConvolutionStack stack = values.Select(value => value.Split('='))
            .Aggregate(new ConvolutionStack { Filters = new Dictionary<int, int> { [1] = 4 } }, (stack, pair) => stack.With(pair[0], pair[1]));

        stack.Describe().Build(_image).Output.Shape.Size.ShouldBe(10);
    }

    [Theory]
    [InlineData("classic", "filters-1", "log(0.00025,0.008)")]
    [InlineData("resnet", "weight-decay", "log(0.0025,0.08)")]
    public void The_usual_space_lies_around_the_recipe(string recipe, string contains, string rates)
    {
        RunConfiguration configuration = Recipe.Get(recipe).Configuration;
        SearchSpace space = DefaultSpace.For(configuration);

        space.Contains(contains).ShouldBeTrue();
        space.Contains("filters-1").ShouldBe(configuration.Model == "classic");
        space["learning-rate"].Distribution.ShouldBe(SearchSpace.Parse([$"a={rates}"])["a"].Distribution);
        Should.NotThrow(() => TunedOptions.Check(space, configuration));
    }

    [Fact]
    public void Every_recipe_has_a_usual_space() =>
        Recipe.All.ShouldAllBe(recipe => DefaultSpace.For(recipe.Configuration).Parameters.Count >= 6);
}
