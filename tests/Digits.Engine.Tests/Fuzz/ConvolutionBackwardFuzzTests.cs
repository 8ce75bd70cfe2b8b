using Digits.Engine.Kernels;
using Digits.Engine.Plans.Batch;
using Digits.Engine.Tests.Twins;

namespace Digits.Engine.Tests.Fuzz;

/// <summary>Convolutions of any shape in training: outputs and the gradients to input, weights and biases, element by element.</summary>
public sealed class ConvolutionBackwardFuzzTests
{
    /// <summary>
    /// Winograd's transforms take up to ten times a value in each direction before most of it cancels again, and what was rounded meanwhile stays. No useful
    /// bound follows from that; of these shapes the worst element was off by 4.6, 5.6 and 21 times what is allowed of plain sums, with tiles of 3x3, 4x4 and
    /// 5x5. One product too few or too many of the 1,170 in the longest sum of a forward pass would be 6 times the tolerance, with tiles of 5x5 1.6 times.
    /// </summary>
    private static double Amplification(WinogradForm form) => form.Size < 5 ? 8 : 32;

    [Fact]
    public void Outputs_and_gradients_agree_with_the_twins()
    {
        using FuzzRun run = new();
        int index = 0;
        foreach (ConvolutionShape shape in ConvolutionShape.All(FuzzRun.IsScalar ? 100 : 250))
            Check(run, shape, index++, form: null);

        run.Compared.ShouldBeGreaterThan(FuzzRun.IsScalar ? 15_000_000 : 25_000_000);
    }

    [Fact]
    public void Winograds_outputs_and_gradients_agree_with_the_twins()
    {
        using FuzzRun run = new();
        int index = 0;
        foreach (ConvolutionShape shape in ConvolutionShape.Of3x3(FuzzRun.IsScalar ? 50 : 150))
        {
            Check(run, shape, index, WinogradForm.Training[index % WinogradForm.Training.Count]);
            index++;
        }

        run.Compared.ShouldBeGreaterThan(FuzzRun.IsScalar ? 2_500_000 : 9_000_000);
    }

    private static void Check(FuzzRun run, ConvolutionShape shape, int index, WinogradForm? form)
    {
        Conv2D layer = new(shape.Filters, shape.Window, bias: index % 4 > 0);
        float[] images = Sample.Signed(shape.Batch * shape.Input.Size, (ulong)index);
        float[] gradients = Sample.Signed(shape.Batch * shape.Output.Size, (ulong)index + 1);
        WindowGeometry geometry = shape.Window.Over(shape.Input, shape.Filters);
        LayerRun layerRun = new(
            layer,
            shape.Input,
            run.Kernels,
            wiring => form is not null
                ? new WinogradOperation(wiring, form, geometry, layer.Weight, layer.Bias)
                : new ConvolutionOperation(wiring, geometry, layer.Weight, layer.Bias));

        layerRun.Run(images, gradients);

        Maps x = Maps.From(images, shape.Input);
        Maps gradient = Maps.From(gradients, shape.Output);
        double[] weight = FuzzRun.Double(layer.Weight.ToArray());
        double[] bias = layer.Bias is null ? new double[shape.Filters] : FuzzRun.Double(layer.Bias.ToArray());
        Maps output = ConvolutionTwin.Forward(x, weight, bias, shape.Filters, shape.Window);
        (Maps input, double[] weightGradient, double[] biasGradient) = ConvolutionTwin.Backward(x, weight, gradient, shape.Window);

        (x, gradient, weight, bias) = (FuzzRun.Absolute(x), FuzzRun.Absolute(gradient), FuzzRun.Absolute(weight), FuzzRun.Absolute(bias));
        Maps outputMagnitudes = ConvolutionTwin.Forward(x, weight, bias, shape.Filters, shape.Window);
        (Maps inputMagnitudes, double[] weightMagnitudes, double[] biasMagnitudes) = ConvolutionTwin.Backward(x, weight, gradient, shape.Window);

        double amplification = 1;
        double[] outputs = outputMagnitudes.Values, inputs = inputMagnitudes.Values;
        if (form is not null)
        {
            amplification = Amplification(form);
            (outputs, inputs, weightMagnitudes) = (Greatest(outputs, shape.Output.Pixels), Greatest(inputs, shape.Input.Pixels), Greatest(weightMagnitudes, 9));
        }

        double taps = shape.Window.KernelHeight * shape.Window.KernelWidth;
        double places = (double)shape.Output.Pixels * shape.Batch;
        run.Compare($"{shape}, tiles of {form?.Size}: output", layerRun.Output, output.Values, outputs, taps * shape.Input.Channels, amplification);
        run.Compare($"{shape}, tiles of {form?.Size}: gradient to the input", layerRun.InputGradient, input.Values, inputs, taps * shape.Filters,
            amplification);
        run.Compare($"{shape}, tiles of {form?.Size}: gradient to the weights", layerRun.GradientOf(layer.Weight), weightGradient, weightMagnitudes, places,
            amplification);
        if (layer.Bias is not null)
            run.Compare($"{shape}, tiles of {form?.Size}: gradient to the biases", layerRun.GradientOf(layer.Bias), biasGradient, biasMagnitudes, places);
    }

    /// <summary>The greatest of each map or kernel in the place of each of its values: a tile shares its rounding errors.</summary>
    private static double[] Greatest(double[] values, int length) => [.. values.Chunk(length).SelectMany(part => Enumerable.Repeat(part.Max(), part.Length))];
}
