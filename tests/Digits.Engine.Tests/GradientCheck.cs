using Digits.Engine.Kernels;
using Digits.Engine.Tests.Twins;

namespace Digits.Engine.Tests;

/// <summary>
/// Compares the engine's gradients with central finite differences of the loss of the naive twins, in double precision: for some elements of
/// every parameter, and along random directions of ±1, which see every element at once.
/// </summary>
internal static class GradientCheck
{
    private const int Elements = 6;
    private const int Directions = 3;

    /// <summary>Small, so that almost no ReLU or maximum changes sides within it; the difference still keeps eight digits.</summary>
    private const double Step = 1e-7;

    /// <summary>The size below which a gradient is compared in absolute terms.</summary>
    private const double Floor = 1e-2;

    internal static void Run(Network network, int images, TrainingPlanOptions? options = null, KernelSet? kernels = null)
    {
        Sample.Scatter(network, seed: 77);
        RunAsIs(network, Sample.Signed(images * network.Input.Shape.Size, seed: 5), images, options, kernels);
    }

    /// <summary>The same with the network's weights as they are.</summary>
    internal static void RunAsIs(Network network, float[] images, int count, TrainingPlanOptions? options = null, KernelSet? kernels = null)
    {
        options ??= new TrainingPlanOptions();
        byte[] labels = Sample.Labels(count, network.Output.Shape.Channels, seed: 6);
        Run(network, images, Targets.Classes(labels), (twin, maps) => twin.Loss(maps, labels, options), options, kernels);
    }

    /// <summary>The same for any loss.</summary>
    /// <param name="network">The network.</param>
    /// <param name="targets">Those of the batch.</param>
    /// <param name="loss">The mean loss of the batch by the twins.</param>
    /// <param name="options">The loss and the seed of dropout.</param>
    internal static void Run(Network network, in Targets targets, Func<TwinNetwork, Maps, double> loss, TrainingPlanOptions options)
    {
        Sample.Scatter(network, seed: 77);
        Run(network, Sample.Signed(targets.Count * network.Input.Shape.Size, seed: 5), targets, loss, options, kernels: null);
    }

    private static void Run(
        Network network, float[] images, in Targets targets, Func<TwinNetwork, Maps, double> loss, TrainingPlanOptions options, KernelSet? kernels)
    {
        int count = targets.Count;
        options = options with { BatchSize = Math.Max(count, 32), Threads = 2 };
        TwinNetwork twin = new(network);
        Maps maps = Maps.From(images, network.Input.Shape);
        double expected = loss(twin, maps);

        TrainingPlan plan = new(network, new SGD(learningRate: 0f, momentum: 0f), options, kernels ?? KernelFactory.Default);
        StepResult result = plan.Step(images, targets);
        (result.Loss / count).ShouldBe(expected, 1e-5 * Math.Max(1, expected));

        foreach (Parameter parameter in network.Parameters.Where(parameter => parameter.Trainable))
            Check(parameter, plan.GradientOf(parameter), twin.Weights[parameter], () => loss(twin, maps));
    }

    private static void Check(Parameter parameter, float[] gradient, double[] weights, Func<double> loss)
    {
        double greatest = Math.Max(Floor, gradient.Max(value => Math.Abs((double)value)));
        CounterRandom random = new((ulong)weights.Length);
        for (int i = 0; i < Math.Min(Elements, weights.Length); i++)
        {
            int element = (int)(random.Bits((ulong)i) % (ulong)weights.Length);
            double expected = Slope(weights, loss, at => at == element ? 1 : 0);
            ((double)gradient[element]).ShouldBe(expected, 1e-4 * greatest, $"{parameter.Name}[{element}]");
        }

        double norm = Math.Max(Floor, Math.Sqrt(gradient.Sum(value => (double)value * value)));
        for (int i = 0; i < Directions; i++)
        {
            CounterRandom signs = random.Fork((ulong)i);
            double Sign(int at) => (signs.Bits((ulong)at) & 1) == 0 ? 1 : -1;
            double along = gradient.Select((value, at) => value * Sign(at)).Sum();
            along.ShouldBe(Slope(weights, loss, Sign), 2e-4 * norm, $"{parameter.Name}, direction {i}");
        }
    }

    private static double Slope(double[] weights, Func<double> loss, Func<int, double> direction)
    {
        double[] kept = [.. weights];
        for (int i = 0; i < kept.Length; i++)
            weights[i] = kept[i] + (Step * direction(i));

        double above = loss();
        for (int i = 0; i < kept.Length; i++)
            weights[i] = kept[i] - (Step * direction(i));

        double below = loss();
        kept.CopyTo(weights, 0);
        return (above - below) / (2 * Step);
    }
}
