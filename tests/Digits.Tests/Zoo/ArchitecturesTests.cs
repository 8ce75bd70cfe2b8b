using Digits.Engine;
using Digits.Zoo;

namespace Digits.Tests.Zoo;

public sealed class ArchitecturesTests
{
    [Theory]
    [InlineData("classic", 241_546, 3_237_248)]
    [InlineData("fast", 35_674, 2_549_440)]
    public void An_architecture_has_the_size_it_is_known_for(string name, int parameters, int multiplyAdds)
    {
        Network network = Architectures.Create(name, new Shape(1, 28, 28));
        network.ParameterCount.ShouldBe(parameters);
        network.MultiplyAdds.ShouldBe(multiplyAdds);
        network.Output.Shape.ShouldBe(new Shape(10));
    }

    [Fact]
    public void Every_architecture_takes_other_images_and_classes_or_says_that_they_are_too_small()
    {
        foreach (string name in Architectures.Names)
        {
            Architectures.Create(name, new Shape(3, 32, 40), classes: 26).Output.Shape.ShouldBe(new Shape(26));
            Should.Throw<DigitsException>(() => Architectures.Create(name, new Shape(1, 8, 8))).Message.ShouldContain($"'{name}' cannot read images of 1x8x8");
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights()
    {
        float[] Weights(ulong seed) => [.. Architectures.Create("fast", new Shape(1, 28, 28), seed: seed).Parameters.SelectMany(parameter => parameter.ToArray())];
        Weights(5).ShouldBe(Weights(5));
        Weights(5).ShouldNotBe(Weights(6));
    }
}
