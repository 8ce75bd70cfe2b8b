using Digits.Engine.Tests.Twins;

namespace Digits.Engine.Tests.Fuzz;

/// <summary>Convolutions of any shape in inference, alone or with what is computed together with them: what comes out is what the naive twins make.</summary>
public sealed class ConvolutionForwardFuzzTests
{
    [Fact]
    public void Batches_and_single_images_agree_with_the_twins()
    {
        using FuzzRun run = new();
        int index = 0;
        foreach (ConvolutionShape shape in ConvolutionShape.All(FuzzRun.IsScalar ? 100 : 400))
            Check(run, shape, index++);

        run.Compared.ShouldBeGreaterThan(FuzzRun.IsScalar ? 4_000_000 : 10_000_000);
    }

    /// <summary>Those that Winograd's algorithm computes, where it pays, in the form for inference.</summary>
    [Fact]
    public void Batches_and_single_images_of_3x3_convolutions_agree_with_the_twins()
    {
        using FuzzRun run = new();
        int index = 0;
        foreach (ConvolutionShape shape in ConvolutionShape.Of3x3(FuzzRun.IsScalar ? 80 : 250))
            Check(run, shape, index++);

        run.Compared.ShouldBeGreaterThan(FuzzRun.IsScalar ? 1_000_000 : 4_000_000);
    }

    [Fact]
    public void Every_extreme_occurs()
    {
        // The least that any vector width runs.
        ConvolutionShape[] shapes = [.. ConvolutionShape.All(100)];
        Occurs([1, 130], shape => [shape.Input.Channels]);
        Occurs([1, 130], shape => [shape.Filters]);
        Occurs([1, 40], shape => [shape.Input.Height]);
        Occurs([1, 40], shape => [shape.Input.Width]);
        Occurs(Enumerable.Range(1, 7), shape => [shape.Window.KernelHeight]);
        Occurs(Enumerable.Range(1, 7), shape => [shape.Window.KernelWidth]);
        Occurs([1, 2], shape => [shape.Window.StrideY]);
        Occurs([1, 2], shape => [shape.Window.StrideX]);
        Occurs([0, 1, 2, 3], shape => [shape.Window.PadTop]);
        Occurs([0, 1, 2, 3], shape => [shape.Window.PadLeft]);
        Occurs([0, 1, 2, 3], shape => [shape.Window.PadBottom]);
        Occurs([0, 1, 2, 3], shape => [shape.Window.PadRight]);
        Occurs([1, 33, 128, 130], shape => [shape.Batch]);

        void Occurs(IEnumerable<int> values, Func<ConvolutionShape, int[]> of)
        {
            foreach (int value in values)
                shapes.Count(shape => of(shape).Contains(value)).ShouldBeGreaterThan(2, $"{value}");
        }
    }

    private static void Check(FuzzRun run, ConvolutionShape shape, int index)
    {
        Conv2D convolution = new(shape.Filters, shape.Window, bias: index % 3 > 0);
        Layer[] rest = Followers(shape, index);
        Network network = Network.Sequential(shape.Input, [convolution, .. rest]);
        Sample.Scatter(network, (ulong)index);
        float[] images = Sample.Signed(shape.Batch * shape.Input.Size, (ulong)index);
        InferencePlan plan = new(network, threads: 1, run.Kernels);

        float[] actual = plan.Run(images);

        Maps x = Maps.From(images, shape.Input);
        double[] weight = FuzzRun.Double(convolution.Weight.ToArray());
        double[]? bias = convolution.Bias is null ? null : FuzzRun.Double(convolution.Bias.ToArray());
        Maps expected = ConvolutionTwin.Forward(x, weight, bias, shape.Filters, shape.Window);
        Maps magnitudes = ConvolutionTwin.Forward(
            FuzzRun.Absolute(x), FuzzRun.Absolute(weight), bias is null ? null : FuzzRun.Absolute(bias), shape.Filters, shape.Window);
        foreach (Layer layer in rest)
            (expected, magnitudes) = Follow(layer, expected, magnitudes);

        double terms = shape.Input.Channels * shape.Window.KernelHeight * shape.Window.KernelWidth;
        run.Compare($"{shape}, {rest.Length} layers behind it", actual, expected.Values, magnitudes.Values, terms + (4 * rest.Length));

        // Up to two images go one by one, along other kernels, to the same bits.
        int alone = Math.Min(shape.Batch, 2);
        float[] singles = plan.Run(images.AsMemory(0, alone * shape.Input.Size));
        singles.AsSpan().SequenceEqual(actual.AsSpan(0, singles.Length)).ShouldBeTrue($"{shape}: single images");
    }

    /// <summary>Nothing, a ReLU, batch normalization and a ReLU, or ReLU and max pool, or batch normalization and max pool.</summary>
    private static Layer[] Followers(ConvolutionShape shape, int index) => (index % 5) switch
    {
        1 => [new ReLU()],
        2 => [new BatchNorm(), new ReLU()],
        3 when shape.Output is { Height: >= 2, Width: >= 3 } => [new ReLU(), new MaxPool2D(new Window2D(2, 3, 2, 3))],
        4 when shape.Output is { Height: >= 2, Width: >= 2 } => [new BatchNorm(), new MaxPool2D(2)],
        _ => [],
    };

    /// <summary>A ReLU or a maximum makes no error larger; batch normalization scales and shifts it.</summary>
    private static (Maps Expected, Maps Magnitudes) Follow(Layer layer, Maps expected, Maps magnitudes)
    {
        switch (layer)
        {
            case ReLU:
                return (RectifyTwin.Forward(expected, 0), magnitudes);
            case MaxPool2D pool:
                return (PoolTwin.Max(expected, pool.Window), PoolTwin.Max(magnitudes, pool.Window));
            case BatchNorm norm:
                double[] gamma = FuzzRun.Double(norm.Gamma.ToArray());
                double[] beta = FuzzRun.Double(norm.Beta.ToArray());
                double[] mean = FuzzRun.Double(norm.RunningMean.ToArray());
                double[] variance = FuzzRun.Double(norm.RunningVariance.ToArray());
                double[] negativeMean = Array.ConvertAll(mean, value => -Math.Abs(value));
                return (
                    BatchNormTwin.Run(expected, gamma, beta, mean, variance, norm.Epsilon),
                    BatchNormTwin.Run(magnitudes, FuzzRun.Absolute(gamma), FuzzRun.Absolute(beta), negativeMean, variance, norm.Epsilon));
            default:
                throw new NotSupportedException(layer.GetType().Name);
        }
    }
}
