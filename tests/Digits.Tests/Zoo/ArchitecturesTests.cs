using Digits.Engine;
using Digits.Zoo;

namespace Digits.Tests.Zoo;

public sealed class ArchitecturesTests
{
    [Theory]
    [InlineData("classic", 241_546, 3_237_248)]
    [InlineData("fast", 103_866, 655_936)]
    [InlineData("tiny", 3832, 381628)]
    [InlineData("lenet5", 61_706, 416_520)]
    [InlineData("vgg", 281_194, 20_433_152)]
    [InlineData("resnet", 174_970, 20_183_936)]
    [InlineData("densenet", 119_338, 13_592_784)]
    [InlineData("accurate", 764_296, 42_256_512)]
    public void An_architecture_has_the_size_it_is_known_for(string name, int parameters, int multiplyAdds)
    {
        Network network = Architectures.Create(name, new Shape(1, 28, 28));
        network.ParameterCount.ShouldBe(parameters);
        network.MultiplyAdds.ShouldBe(multiplyAdds);
        network.Output.Shape.ShouldBe(new Shape(10));
    }

    [Fact]
    public void Every_architecture_takes_other_images_and_classes()
    {
        foreach (string name in Architectures.Names)
            Architectures.Create(name, new Shape(3, 32, 40), classes: 26).Output.Shape.ShouldBe(new Shape(26));
    }

    [Theory]
    [InlineData("classic", false)]
    [InlineData("fast", false)]
    [InlineData("tiny", false)]
    [InlineData("lenet5", false)]
    [InlineData("accurate", false)]
    [InlineData("vgg", true)]
    [InlineData("resnet", true)]
    [InlineData("densenet", true)]
    public void Only_networks_whose_convolutions_are_padded_throughout_take_images_of_8x8(string name, bool takes)
    {
        if (takes)
            Architectures.Create(name, new Shape(1, 8, 8)).Output.Shape.ShouldBe(new Shape(10));
        else
            Should.Throw<DigitsException>(() => Architectures.Create(name, new Shape(1, 8, 8))).Message.ShouldContain($"'{name}' cannot read images of 1x8x8");
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights()
    {
        float[] Weights(ulong seed) =>
            [.. Architectures.Create("fast", new Shape(1, 28, 28), seed: seed).Parameters.SelectMany(parameter => parameter.ToArray())];
        Weights(5).ShouldBe(Weights(5));
        Weights(5).ShouldNotBe(Weights(6));
    }
}
