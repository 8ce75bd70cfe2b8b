using Digits.Engine.Kernels;
using Digits.Engine.Plans.Batch;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Tests.Layers;

/// <summary>Which convolutions are computed by Winograd's algorithm.</summary>
public sealed class WinogradTests
{
    [Fact]
    public void In_training_3x3_convolutions_of_many_channels_are()
    {
        Compile(new Conv2D(64, 3, padding: 1), new Shape(64, 14, 14), training: true).ShouldBeOfType<WinogradOperation>();
        Compile(new Conv2D(32, 3), new Shape(32, 26, 26), training: true).ShouldBeOfType<WinogradOperation>();
    }

    [Fact]
    public void In_inference_none_is_since_an_image_gets_the_same_bits_alone_and_in_a_batch() =>
        Compile(new Conv2D(64, 3, padding: 1), new Shape(64, 14, 14), training: false).ShouldBeOfType<ConvolutionOperation>();

    [Theory]
    [InlineData(5, 1, 64, 14)]
    [InlineData(1, 1, 64, 14)]
    [InlineData(3, 2, 64, 14)]
    [InlineData(3, 1, 8, 14)]
    [InlineData(3, 1, 64, 3)]
    public void Those_of_other_kernels_strides_and_few_channels_or_pixels_are_not(int kernel, int stride, int channels, int size) =>
        Compile(new Conv2D(channels, kernel, padding: kernel / 2, stride), new Shape(channels, size, size), training: true)
            .ShouldBeOfType<ConvolutionOperation>();

    private static Operation Compile(Conv2D layer, Shape input, bool training)
    {
        Shape output = layer.Attach([input]);
        MemoryLayout layout = new();
        Region x = layout.Reserve(input.Size * Lanes.Count);
        Region y = layout.Reserve(output.Size * Lanes.Count);
        return OperationFactory.Create(layer, new Wiring
        {
            Layout = layout,
            Kernels = KernelFactory.Default,
            Training = training,
            Index = 1,
            InputShapes = [input],
            OutputShape = output,
            Inputs = [x],
            Output = y,
            InputGradients = [training ? layout.Reserve(x.Length) : default],
            OutputGradient = training ? layout.Reserve(y.Length) : default,
        });
    }
}
