using Digits.Data;
using Digits.Engine;
using Digits.Zoo;

namespace Digits.Tests.Zoo;

public sealed class LinesNetworkTests
{
    [Fact]
    public void It_has_a_step_for_every_four_columns()
    {
        Network network = LinesNetwork.Create(192);
        network.Input.Shape.ShouldBe(new Shape(1, 32, 192));
        network.Output.Shape.ShouldBe(new Shape(LineSymbols.Count, 1, 48));
        network.ParameterCount.ShouldBe(608_862, "144 + 20,160 + 86,400 + 239,616 + 147,456 + 110,592 weights, 1,792 of normalization, 2,702 at the end");
    }

    [Fact]
    public void Its_stages_can_be_of_any_width()
    {
        LinesNetwork.Create(64, [24, 48, 96, 128, 192]).Output.Shape.ShouldBe(new Shape(LineSymbols.Count, 1, 16));
        Should.Throw<ArgumentException>(() => LinesNetwork.Create(64, [24, 48])).Message.ShouldContain("5 stages, not 2");
    }

    [Theory]
    [InlineData(24)]
    [InlineData(48)]
    public void Lines_of_a_height_that_does_not_become_one_row_are_refused(int height) =>
        Should.Throw<ArgumentException>(() => LinesNetwork.Create(64, height: height));
}
