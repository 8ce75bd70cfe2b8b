using Digits.Engine.Kernels;

namespace Digits.Engine.Tests.Kernels;

public sealed class DropoutMaskTests
{
    [Theory]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    [InlineData(0.9f)]
    public void Zeros_come_at_the_rate_and_the_rest_keeps_the_mean(float rate)
    {
        const int Count = 1 << 18;
        float[] mask = new float[Count];
        DropoutMask.Fill(key: 12345, offset: 678, rate, mask);

        mask.Where(value => value != 0).ShouldAllBe(value => value == 1f / (1f - rate));
        // Five standard deviations of a binomial share.
        double share = mask.Count(value => value == 0) / (double)Count;
        share.ShouldBe(rate, 5 * Math.Sqrt(rate * (1 - rate) / Count));
        mask.Average().ShouldBe(1f, 0.02f);
    }

    [Fact]
    public void A_rate_of_zero_drops_nothing()
    {
        float[] mask = new float[64];
        DropoutMask.Fill(key: 9, offset: 0, rate: 0f, mask);
        mask.ShouldAllBe(value => value == 1f);
    }

    [Fact]
    public void Keys_and_neighbors_are_independent()
    {
        const int Count = 1 << 16;
        float[] one = new float[Count];
        float[] other = new float[Count];
        DropoutMask.Fill(key: 1, offset: 0, rate: 0.5f, one);
        DropoutMask.Fill(key: 2, offset: 0, rate: 0.5f, other);

        Agreement(one, other).ShouldBe(0.5, 5 * 0.5 / Math.Sqrt(Count));
        Agreement(one, one.Skip(1)).ShouldBe(0.5, 5 * 0.5 / Math.Sqrt(Count));
        Agreement(one, one.Skip(Lanes.Count)).ShouldBe(0.5, 5 * 0.5 / Math.Sqrt(Count));
    }

    private static double Agreement(IEnumerable<float> one, IEnumerable<float> other) =>
        one.Zip(other).Average(pair => pair.First == pair.Second ? 1.0 : 0.0);
}
