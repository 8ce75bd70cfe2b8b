using Digits.Engine.Kernels;

namespace Digits.Engine.Tests.Layers;

/// <summary>Rounding to the numbers that integers stand for. Finite differences do not see its gradient, which is one by convention.</summary>
public sealed class FakeQuantizeTests
{
    [Fact]
    public void Halves_go_to_the_even_number_and_the_range_ends()
    {
        Network network = Network.Sequential(new Shape(10), new FakeQuantize(0.5f, zero: 3, lowest: 0, highest: 10));

        Run(network, [0.24f, 0.25f, 0.26f, 0.75f, -0.75f, -1.5f, -9f, 3.5f, 3.8f, 1e30f])
            .ShouldBe([0f, 0f, 0.5f, 1f, -1f, -1.5f, -1.5f, 3.5f, 3.5f, 3.5f]);
    }

    [Fact]
    public void Every_integer_of_sixteen_bits_stays_as_it_is()
    {
        float[] x = [.. Enumerable.Range(0, 65536).Select(integer => (integer - 300) * 0.001f)];
        Run(Network.Sequential(new Shape(65536), new FakeQuantize(0.001f, 300, 0, 65535)), x).ShouldBe(x);
    }

    [Fact]
    public void Gradient_passes_where_the_nearest_integer_is_in_the_range()
    {
        ActivationFunction function = new FakeQuantize(0.5f, zero: 1, lowest: 0, highest: 4).Function;
        float[] x = [-9f, -0.76f, -0.74f, -0.5f, 0f, 0.1f, 0.25f, 1.5f, 1.74f, 1.76f, 1e30f, 0f, 0f, 0f, 0f, 0f];
        float[] y = new float[16];
        float[] gradient = [.. Enumerable.Repeat(3f, 16)];
        foreach (KernelSet kernels in KernelFactory.Supported.Select(KernelFactory.Create))
        {
            float[] gx = new float[16];
            kernels.Activate(function, x, y);
            kernels.ActivateBackward(function, x, y, gradient, gx);
            gx[..11].ShouldBe([0f, 0f, 3f, 3f, 3f, 3f, 3f, 3f, 3f, 0f, 0f], kernels.Name);
        }
    }

    [Fact]
    public void A_network_learns_through_it()
    {
        Network network = Network.Sequential(
            new Shape(1, 6, 6), new Conv2D(4, 3), new FakeQuantize(0.05f, 0, 0, 255), new Flatten(), new Dense(3), new FakeQuantize(0.05f, 0, -128, 127));
        TrainingPlan plan = new(network, new AdamW(learningRate: 0.01f), new TrainingPlanOptions { BatchSize = 32, Threads = 1 });
        float[] images = Sample.Signed(32 * 36, 1);
        byte[] labels = Sample.Labels(32, 3, 2);
        double first = plan.Step(images, labels).Loss;
        double last = first;
        for (int i = 0; i < 60; i++)
            last = plan.Step(images, labels).Loss;

        last.ShouldBeLessThan(first / 2);
    }

    [Theory]
    [InlineData(0f, 0, 0, 255, "a scale above 0, not 0")]
    [InlineData(float.PositiveInfinity, 0, 0, 255, "a scale above 0")]
    [InlineData(1f, 256, 0, 255, "not 256 of 0 to 255")]
    [InlineData(1f, 0, 0, 0, "a lowest integer below its highest, not 0 and 0")]
    [InlineData(1f, 3, 10, 0, "a lowest integer below its highest, not 10 and 0")]
    [InlineData(1f, 0, -1, 40000, "at most 16 bits, not -1 to 40000")]
    public void Settings_that_make_no_sense_are_refused(float scale, int zero, int lowest, int highest, string complaint) =>
        Should.Throw<ArgumentException>(() => new FakeQuantize(scale, zero, lowest, highest)).Message.ShouldContain(complaint);

    private static float[] Run(Network network, float[] x)
    {
        InferencePlan plan = new(network, threads: 1);
        float[] alone = plan.Run(x);
        float[] many = plan.Run(Enumerable.Repeat(x, 33).SelectMany(values => values).ToArray());
        many[^x.Length..].ShouldBe(alone);
        return alone;
    }
}
