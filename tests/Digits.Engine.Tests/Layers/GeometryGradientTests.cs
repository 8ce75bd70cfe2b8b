using FsCheck;
using FsCheck.Fluent;

namespace Digits.Engine.Tests.Layers;

/// <summary>Gradients for any geometry. Nothing in these networks has a kink, so that differences are exact wherever they are taken.</summary>
public sealed class GeometryGradientTests
{
    [Fact]
    public void Convolution() => Check(Case.Convolutions, c => new Conv2D(c.Filters, c.Window));

    [Fact]
    public void Average_pool() => Check(Case.Pools, c => new AveragePool2D(c.Window, countPadding: c.Images % 2 == 0));

    private static void Check(Arbitrary<Case> cases, Func<Case, Layer> layer) => Prop.ForAll(cases, c =>
    {
        Layer[] layers = [new Conv2D(3, 1), layer(c), new Flatten(), new Dense(3)];
        GradientCheck.Run(Network.Sequential(c.Image, layers), Math.Min(c.Images, 35));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
}
