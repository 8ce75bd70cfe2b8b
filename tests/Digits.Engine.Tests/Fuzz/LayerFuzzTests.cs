using Digits.Engine.Kernels;
using Digits.Engine.Tests.Twins;

namespace Digits.Engine.Tests.Fuzz;

/// <summary>Pools, dense layers and batch normalization of any shape in training, and in inference for a batch and for single images.</summary>
public sealed class LayerFuzzTests
{
    private static readonly int _rounds = FuzzRun.IsScalar ? 25 : 100;

    [Fact]
    public void Pools_agree_with_the_twins()
    {
        using FuzzRun run = new();
        for (int i = 0; i < _rounds; i++)
        {
            (Shape input, Window2D window, int batch) = Pool(i);
            string what = $"{window} over {batch} of {input}";
            double taps = window.KernelHeight * window.KernelWidth;
            Check(new MaxPool2D(window), "maximum", x => PoolTwin.Max(x, window), (x, gradient) => PoolTwin.MaxBackward(x, gradient, window));
            foreach (bool countPadding in (bool[])[false, true])
            {
                Check(
                    new AveragePool2D(window, countPadding),
                    "average",
                    x => PoolTwin.Average(x, window, countPadding),
                    (x, gradient) => PoolTwin.AverageBackward(x, gradient, window, countPadding));
            }

            void Check(Layer layer, string kind, Func<Maps, Maps> forward, Func<Maps, Maps, Maps> backward)
            {
                float[] images = Sample.Signed(batch * input.Size, (ulong)i);
                Maps x = Maps.From(images, input);
                Maps output = forward(x);
                float[] gradients = Sample.Signed(output.Values.Length, (ulong)i + 1);
                Maps gradient = Maps.From(gradients, output.Shape);
                LayerRun layerRun = new(layer, input, run.Kernels);
                layerRun.Run(images, gradients);

                // A place may win or share in as many windows as the window has taps. The absolute gradient goes the same ways as the gradient.
                double[] magnitudes = layer is MaxPool2D ? FuzzRun.Absolute(output.Values) : forward(FuzzRun.Absolute(x)).Values;
                run.Compare($"{kind}, {what}", layerRun.Output, output.Values, magnitudes, layer is MaxPool2D ? 0 : taps);
                run.Compare(
                    $"{kind}, gradient, {what}", layerRun.InputGradient, backward(x, gradient).Values, backward(x, FuzzRun.Absolute(gradient)).Values, taps);
            }
        }

        run.Compared.ShouldBeGreaterThan(FuzzRun.IsScalar ? 8_000_000 : 30_000_000);
    }

    [Fact]
    public void Dense_layers_agree_with_the_twins()
    {
        using FuzzRun run = new();
        Window2D onePixel = new(1, 1);
        for (int i = 0; i < _rounds; i++)
        {
            Random random = new(i);
            Shape input = new(random.Next(1, i % 10 == 0 ? 3000 : 300));
            int units = random.Next(1, 131);
            int batch = random.Next(1, 131);
            Dense layer = new(units, bias: i % 3 > 0);
            float[] images = Sample.Signed(batch * input.Size, (ulong)i);
            float[] gradients = Sample.Signed(batch * units, (ulong)i + 1);
            LayerRun layerRun = new(layer, input, run.Kernels);
            layerRun.Run(images, gradients);

            Maps x = Maps.From(images, input);
            Maps gradient = Maps.From(gradients, new Shape(units));
            double[] weight = FuzzRun.Double(layer.Weight.ToArray());
            double[] bias = layer.Bias is null ? new double[units] : FuzzRun.Double(layer.Bias.ToArray());
            Maps output = DenseTwin.Forward(x, weight, bias, units);
            var expected = ConvolutionTwin.Backward(x, weight, gradient, onePixel);
            (x, gradient, weight, bias) = (FuzzRun.Absolute(x), FuzzRun.Absolute(gradient), FuzzRun.Absolute(weight), FuzzRun.Absolute(bias));
            var magnitudes = ConvolutionTwin.Backward(x, weight, gradient, onePixel);

            string what = $"dense, {batch} of {input} to {units}";
            run.Compare($"{what}: output", layerRun.Output, output.Values, DenseTwin.Forward(x, weight, bias, units).Values, input.Size);
            run.Compare($"{what}: gradient to the input", layerRun.InputGradient, expected.Input.Values, magnitudes.Input.Values, units);
            run.Compare($"{what}: gradient to the weights", layerRun.GradientOf(layer.Weight), expected.Weight, magnitudes.Weight, batch);
            if (layer.Bias is not null)
                run.Compare($"{what}: gradient to the biases", layerRun.GradientOf(layer.Bias), expected.Bias, magnitudes.Bias, batch);
        }

        run.Compared.ShouldBeGreaterThan(FuzzRun.IsScalar ? 1_500_000 : 4_000_000);
    }

    [Fact]
    public void Batch_normalization_agrees_with_the_twins()
    {
        using FuzzRun run = new();
        for (int i = 0; i < _rounds; i++)
        {
            Random random = new(i);
            Shape input = new(random.Next(1, 131), random.Next(1, 9), random.Next(1, 9));
            int batch = random.Next(2, 131);
            BatchNorm layer = new();
            float[] images = Sample.Signed(batch * input.Size, (ulong)i);
            float[] gradients = Sample.Signed(images.Length, (ulong)i + 1);
            LayerRun layerRun = new(layer, input, run.Kernels);
            layerRun.Run(images, gradients);

            Maps x = Maps.From(images, input);
            Maps gradient = Maps.From(gradients, input);
            double[] gamma = FuzzRun.Double(layer.Gamma.ToArray());
            double[] beta = FuzzRun.Double(layer.Beta.ToArray());
            Maps output = BatchNormTwin.Train(x, gamma, beta, layer.Epsilon);
            (Maps inputGradient, double[] gammaGradient, double[] betaGradient) = BatchNormTwin.Backward(x, gamma, gradient, layer.Epsilon);

            // Here an output is no sum of products: everything in it is about one in size, times gamma over the deviation. What the statistics are off by
            // comes on top, so the terms are those of their sums.
            (double[] _, double[] variance) = BatchNormTwin.Statistics(x);
            double[] magnitudes = x.Select((c, _) => Math.Abs(beta[c]) + (4 * Math.Abs(gamma[c]) / Math.Sqrt(variance[c] + layer.Epsilon))).Values;
            double[] perChannel = new double[input.Channels];
            gradient.Select((c, value) => perChannel[c] += 4 * Math.Abs(value) / Math.Sqrt(variance[c] + layer.Epsilon));
            double terms = batch * input.Pixels;
            string what = $"batch norm, {batch} of {input}";
            run.Compare($"{what}: output", layerRun.Output, output.Values, magnitudes, terms);
            run.Compare($"{what}: gradient to the input", layerRun.InputGradient, inputGradient.Values, magnitudes, terms);
            run.Compare($"{what}: gradient to gamma", layerRun.GradientOf(layer.Gamma), gammaGradient, perChannel, terms);
            run.Compare($"{what}: gradient to beta", layerRun.GradientOf(layer.Beta), betaGradient, perChannel, terms);
        }

        run.Compared.ShouldBeGreaterThan(FuzzRun.IsScalar ? 5_000_000 : 15_000_000);
    }

    /// <summary>Padding smaller than the window, and no window beyond the padded map.</summary>
    private static (Shape Input, Window2D Window, int Batch) Pool(int index)
    {
        Random random = new(index);
        while (true)
        {
            (int height, int width) = (random.Next(1, 8), random.Next(1, 8));
            (int padY, int padX) = (Math.Min(4, height), Math.Min(4, width));
            Shape input = new(random.Next(1, 131), random.Next(1, 41), random.Next(1, 41));
            Window2D window = new(
                height, width, random.Next(1, 3), random.Next(1, 3), random.Next(padY), random.Next(padX), random.Next(padY), random.Next(padX));
            int batch = random.Next(1, 131);
            Shape output = window.Over(input, input.Channels).Output;
            long reads = (long)output.Size * height * width * batch;
            if (output is { Height: > 0, Width: > 0 } && reads is > 10_000 and < 400_000)
                return (input, window, batch);
        }
    }
}
