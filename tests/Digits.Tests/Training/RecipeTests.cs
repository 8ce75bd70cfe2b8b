using Digits.Engine;
using Digits.Training;

namespace Digits.Tests.Training;

public sealed class RecipeTests
{
    [Fact]
    public void Every_recipe_can_be_trained_with_and_is_its_own_command()
    {
        foreach (Recipe recipe in Recipe.All)
        {
            recipe.Configuration.Check();
            recipe.Configuration.Recipe.ShouldBe(recipe.Name);
            Recipe.Get(recipe.Name).ShouldBe(recipe);
            recipe.Configuration.ToCommand().ShouldBe(recipe.Name == "classic" ? "digits train" : $"digits train --recipe {recipe.Name}");
            (recipe.Configuration with { Seed = 3 }).ToCommand().ShouldEndWith(" --seed 3");
        }

        Recipe.All.Select(recipe => recipe.Name).ShouldBeUnique();
    }

    [Fact]
    public void The_first_recipe_is_what_there_is_without_one() => Recipe.All[0].Configuration.ShouldBe(new RunConfiguration());

    [Fact]
    public void An_unknown_recipe_is_one_line() =>
        Should.Throw<DigitsException>(() => Recipe.Get("fsat")).Message.ShouldBe("recipe 'fsat' is unknown; did you mean 'fast'?");
}
