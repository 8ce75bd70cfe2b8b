using Digits.Engine.Tests.Twins;

namespace Digits.Engine.Tests.Fuzz;

/// <summary>Convolutions of any shape in training: outputs and the gradients to input, weights and biases, element by element.</summary>
public sealed class ConvolutionBackwardFuzzTests
{
    [Fact]
    public void Outputs_and_gradients_agree_with_the_twins()
    {
        using FuzzRun run = new();
        int index = 0;
        foreach (ConvolutionShape shape in ConvolutionShape.All(FuzzRun.IsScalar ? 100 : 250))
            Check(run, shape, index++);

        run.Compared.ShouldBeGreaterThan(FuzzRun.IsScalar ? 15_000_000 : 25_000_000);
    }

    private static void Check(FuzzRun run, ConvolutionShape shape, int index)
    {
        Conv2D layer = new(shape.Filters, shape.Window, bias: index % 4 > 0);
        float[] images = Sample.Signed(shape.Batch * shape.Input.Size, (ulong)index);
        float[] gradients = Sample.Signed(shape.Batch * shape.Output.Size, (ulong)index + 1);
        LayerRun layerRun = new(layer, shape.Input, run.Kernels);

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

        double taps = shape.Window.KernelHeight * shape.Window.KernelWidth;
        double places = (double)shape.Output.Pixels * shape.Batch;
        run.Compare($"{shape}: output", layerRun.Output, output.Values, outputMagnitudes.Values, taps * shape.Input.Channels);
        run.Compare($"{shape}: gradient to the input", layerRun.InputGradient, input.Values, inputMagnitudes.Values, taps * shape.Filters);
        run.Compare($"{shape}: gradient to the weights", layerRun.GradientOf(layer.Weight), weightGradient, weightMagnitudes, places);
        if (layer.Bias is not null)
            run.Compare($"{shape}: gradient to the biases", layerRun.GradientOf(layer.Bias), biasGradient, biasMagnitudes, places);
    }
}
