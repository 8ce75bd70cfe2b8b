using Digits.Engine.Kernels;
using Digits.Engine.Plans.Batch;
using Digits.Engine.Plans.Layout;
using Digits.Engine.Tests.Fuzz;

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

    /// <summary>
    /// The products of all tiles are then the fewest: 196 in place of 324 for 10x10 results, 25 in place of 36 for 3x3, 1,764 in place of 2,500 for 28x28.
    /// </summary>
    [Theory]
    [InlineData(12, 0, 5)]
    [InlineData(5, 0, 3)]
    [InlineData(28, 1, 4)]
    public void Tiles_are_of_the_size_that_fits_the_map(int size, int padding, int tile)
    {
        WindowGeometry geometry = new Window2D(3, 3, 1, 1, padding, padding, padding, padding).Over(new Shape(32, size, size), 64);
        WinogradForm.Find(training: true, geometry, pool: null)!.Size.ShouldBe(tile);
    }

    [Fact]
    public void A_pool_decides_which_results_there_are()
    {
        WindowGeometry geometry = new Window2D(3, 3).Over(new Shape(32, 13, 13), 64);
        WinogradForm.Find(training: true, geometry, pool: null)!.Size.ShouldBe(4);
        WinogradForm.Find(training: true, geometry, new Window2D(2, 2, 2, 2))!.Size.ShouldBe(5);
    }

    [Fact]
    public void In_inference_they_are_too() =>
        Compile(new Conv2D(64, 3, padding: 1), new Shape(64, 14, 14), training: false).ShouldBeOfType<WinogradOperation>();

    [Fact]
    public void With_pooling_by_2x2_they_are_in_training_and_in_inference()
    {
        Compile(new Conv2D(64, 3), new Shape(32, 13, 13), training: true, new Window2D(2, 2, 2, 2)).ShouldBeOfType<WinogradOperation>();
        Compile(new Conv2D(64, 3), new Shape(32, 13, 13), training: false, new Window2D(2, 2, 2, 2)).ShouldBeOfType<WinogradOperation>();
        Compile(new Conv2D(64, 3), new Shape(32, 13, 13), training: false, new Window2D(3, 3, 3, 3)).ShouldBeOfType<ConvolutionOperation>();
    }

    /// <summary>
    /// A bit-exact twin: the same operation without pooling, and the gradient of each window sent to its first greatest pixel, unless that is below zero.
    /// </summary>
    [Theory]
    [InlineData(5, 32, 13, 13, 64, 0, 33)]
    [InlineData(4, 16, 9, 12, 24, 1, 2)]
    [InlineData(3, 5, 7, 18, 3, 1, 40)]
    public void Pooling_keeps_the_greatest_pixel_of_each_window_and_sends_the_gradient_there(
        int tile, int channels, int height, int width, int filters, int padding, int batch)
    {
        WinogradForm form = WinogradForm.Training.Single(form => form.Size == tile);
        Shape input = new(channels, height, width);
        Window2D pool = new(2, 2, 2, 2);
        Conv2D layer = new(filters, 3, padding: padding), twin = new(filters, 3, padding: padding);
        Shape output = layer.Window.Over(input, filters).Output, pooled = pool.Over(output, filters).Output;
        float[] images = Sample.Signed(batch * input.Size, 31), gradients = Sample.Signed(batch * pooled.Size, 32);
        LayerRun whole = new(twin, input, KernelFactory.Default, wiring => new WinogradOperation(wiring, form, twin.Geometry, twin.Weight, twin.Bias));
        LayerRun fused = new(layer, input, KernelFactory.Default, wiring =>
            new WinogradOperation(wiring, form, layer.Geometry, layer.Weight, layer.Bias), pool);

        fused.Run(images, gradients);

        whole.Run(images, new float[batch * output.Size]);
        float[] expected = new float[gradients.Length], spread = new float[batch * output.Size];
        for (int i = 0; i < expected.Length; i++)
        {
            int map = i / pooled.Pixels, y = i % pooled.Pixels / pooled.Width * 2, x = i % pooled.Width * 2;
            int[] places = [.. new[] { 0, 1, output.Width, output.Width + 1 }.Select(step => (map * output.Pixels) + (y * output.Width) + x + step)];
            int greatest = places.MaxBy(place => whole.Output[place]);
            expected[i] = Math.Max(whole.Output[greatest], 0);
            spread[greatest] = whole.Output[greatest] > 0 ? gradients[i] : 0;
        }

        whole.Run(images, spread);
        fused.Output.ShouldBe(expected);
        fused.InputGradient.ShouldBe(whole.InputGradient);
        fused.GradientOf(layer.Weight).ShouldBe(whole.GradientOf(twin.Weight));
        fused.GradientOf(layer.Bias!).ShouldBe(whole.GradientOf(twin.Bias!));
    }

    [Theory]
    [InlineData(5, 1, 64, 14)]
    [InlineData(1, 1, 64, 14)]
    [InlineData(3, 2, 64, 14)]
    [InlineData(3, 1, 4, 14)]
    [InlineData(3, 1, 64, 2)]
    public void Those_of_other_kernels_strides_and_few_channels_or_pixels_are_not(int kernel, int stride, int channels, int size) =>
        Compile(new Conv2D(channels, kernel, padding: kernel / 2, stride), new Shape(channels, size, size), training: true)
            .ShouldBeOfType<ConvolutionOperation>();

    private static Operation Compile(Conv2D layer, Shape input, bool training, Window2D? pool = null)
    {
        Shape output = layer.Attach([input]);
        if (pool is { } window)
            output = window.Over(output, output.Channels).Output;

        MemoryLayout layout = new();
        Region x = layout.Reserve(input.Size * Lanes.Count);
        Region y = layout.Reserve(output.Size * Lanes.Count);
        return OperationFactory.Create(layer, new Wiring
        {
            Layout = layout,
            Kernels = KernelFactory.Default,
            Training = training,
            Index = 1,
            Pool = pool,
            InputShapes = [input],
            OutputShape = output,
            Inputs = [x],
            Output = y,
            InputGradients = [training ? layout.Reserve(x.Length) : default],
            OutputGradient = training ? layout.Reserve(y.Length) : default,
        });
    }
}
