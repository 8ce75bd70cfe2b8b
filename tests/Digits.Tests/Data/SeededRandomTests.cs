using Digits.Data;

namespace Digits.Tests.Data;

public sealed class SeededRandomTests
{
    // The first numbers for seed 1 by an independent Python program, which also reproduces the value that PHP's own tests
    // expect of its Xoshiro256StarStar engine (seed 1234, 10,000 draws, jump, long jump: 1f197e9ca7969123).
    [Fact]
    public void The_sequence_is_the_published_one()
    {
        SeededRandom random = new(1);
        ulong[] got = [random.NextUInt64(), random.NextUInt64(), random.NextUInt64(), random.NextUInt64()];
        got.ShouldBe([12966619160104079557, 9600361134598540522, 10590380919521690900, 7218738570589545383]);
    }

    [Fact]
    public void Numbers_below_a_bound_are_all_drawn_and_nothing_else()
    {
        SeededRandom random = new(5);
        int[] counts = new int[7];
        for (int i = 0; i < 70000; i++)
            counts[random.NextInt(7)]++;
        // 10,000 expected, standard deviation 93: five of them either way.
        counts.ShouldAllBe(count => count > 9535 && count < 10465);
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_normal_distribution()
    {
        SeededRandom random = new(6);
        double[] x = [.. Enumerable.Range(0, 200_000).Select(_ => random.NextGaussian())];
        // Standard errors at 200,000: 0.0022, 0.0032, 0.022; five of each.
        x.Average().ShouldBe(0, 0.011);
        x.Average(v => v * v).ShouldBe(1, 0.016);
        x.Average(v => v * v * v * v).ShouldBe(3, 0.11);
    }

    [Fact]
    public void Fractions_lie_from_0_to_below_1()
    {
        SeededRandom random = new(7);
        for (int i = 0; i < 10000; i++)
        {
            random.NextSingle().ShouldBeInRange(0, 0.99999994f);
            random.NextDouble().ShouldBeInRange(0, 0.9999999999999999);
        }
    }

    [Fact]
    public void A_shuffle_keeps_every_item()
    {
        int[] items = [.. Enumerable.Range(0, 100)];
        new SeededRandom(8).Shuffle<int>(items);
        items.ShouldNotBe(Enumerable.Range(0, 100));
        items.Order().ShouldBe(Enumerable.Range(0, 100));
    }

    [Fact]
    public void Streams_of_a_seed_differ()
    {
        ulong[] firsts = [.. from seed in Enumerable.Range(0, 30) from stream in Enumerable.Range(0, 30) select new SeededRandom((ulong)seed, (ulong)stream)
            .NextUInt64()];
        firsts.Distinct().Count().ShouldBe(900);
    }
}
