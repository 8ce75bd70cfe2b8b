using Digits.Engine.Kernels;

namespace Digits.Engine.Tests.Networks;

/// <summary>Gradients whose norm is above a limit are scaled down to it, as by PyTorch's <c>clip_grad_norm_</c>.</summary>
public sealed class ClipNormTests
{
    private const int Images = 70;

    [Theory]
    [InlineData(0.01f)]
    [InlineData(0.5f)]
    public void The_gradients_of_all_parameters_are_scaled_by_one_factor(float clip)
    {
        // SGD at a rate of 1 without momentum subtracts the gradient itself.
        Network network = Build();
        float[][] before = Weights(network);
        TrainingPlan plan = Plan(network, new SGD(1f, momentum: 0f), clip);
        Step(plan);

        double[][] gradients = [.. network.Parameters.Select(p => p.Trainable ? Array.ConvertAll(plan.GradientOf(p), x => (double)x) : new double[p.Count])];
        double norm = Math.Sqrt(gradients.Sum(gradient => gradient.Sum(x => x * x)));
        norm.ShouldBeGreaterThan(clip);
        float[][] after = Weights(network);
        Parameter[] parameters = [.. network.Parameters];
        for (int p = 0; p < parameters.Length; p++)
        {
            for (int i = 0; parameters[p].Trainable && i < before[p].Length; i++)
                ((double)before[p][i] - after[p][i]).ShouldBe(gradients[p][i] * clip / (norm + 1e-6), 2e-7, parameters[p].Name);
        }
    }

    [Fact]
    public void A_limit_that_is_not_reached_changes_no_bit()
    {
        Network without = Build();
        Network with = Build();
        Step(Plan(without, new AdamW(), clip: 0));
        Step(Plan(with, new AdamW(), clip: 1000));

        Weights(with).ShouldBe(Weights(without));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Clipped_weights_are_the_same_bits_on_any_threads_and_width(int threads)
    {
        float[][] expected = Train(threads: 1, KernelFactory.Create("scalar"));
        foreach (string variant in KernelFactory.Supported)
            Train(threads, KernelFactory.Create(variant)).ShouldBe(expected, variant);
    }

    [Fact]
    public void A_negative_limit_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() => Plan(Build(), new SGD(), clip: -1));

    private static float[][] Train(int threads, KernelSet kernels)
    {
        Network network = Build();
        TrainingPlan plan = Plan(network, new SGD(0.1f), clip: 0.1f, threads, kernels);
        for (int step = 0; step < 3; step++)
            Step(plan);

        return Weights(network);
    }

    private static void Step(TrainingPlan plan) =>
        plan.Step(Sample.Signed(Images * 81, seed: 1), Sample.Labels(Images, 10, seed: 2)).Images.ShouldBe(Images);

    private static TrainingPlan Plan(Network network, Optimizer optimizer, float clip, int threads = 2, KernelSet? kernels = null)
    {
        optimizer.ClipNorm = clip;
        return new TrainingPlan(network, optimizer, new TrainingPlanOptions { BatchSize = Images, Threads = threads }, kernels ?? KernelFactory.Default);
    }

    /// <summary>Several chunks of weights, rows that are padded, and statistics that are not trained.</summary>
    private static Network Build()
    {
        Network network = Network.Sequential(
            new Shape(1, 9, 9), new Conv2D(7, 3), new BatchNorm(), new ReLU(), new Flatten(), new Dense(50), new ReLU(), new Dense(10));
        network.Initialize(3);
        return network;
    }

    private static float[][] Weights(Network network) => [.. network.Parameters.Select(parameter => parameter.ToArray())];
}
