using System.Numerics.Tensors;
using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Single;

/// <summary>Activation functions, products and padding.</summary>
internal sealed partial class ImageElementwise
{
    internal static ImageElementwise Activate(ImageWiring wiring, ActivationFunction function) =>
        new(wiring, (memory, w) => w.Kernels.Activate(function, memory.Slice(w.Input.Region), memory.Slice(w.Output.Region)));

    internal static ImageElementwise Rectify(ImageWiring wiring, PReLU layer)
    {
        float[] slopes = new float[wiring.Output.Shape.Channels];
        return new(wiring, Apply, () => layer.Fill(slopes));

        void Apply(AlignedBuffer memory, ImageWiring w)
        {
            ReadOnlySpan<float> input = memory.Slice(w.Input.Region);
            Span<float> output = memory.Slice(w.Output.Region);
            for (int pixel = 0; pixel < w.Output.Shape.Pixels; pixel++)
            {
                for (int c = 0; c < slopes.Length; c++)
                {
                    float value = input[(pixel * w.Input.Stride) + c];
                    output[(pixel * w.Output.Stride) + c] = value > 0 ? value : slopes[c] * value;
                }
            }
        }
    }

    internal static ImageElementwise Normalize(ImageWiring wiring, LocalResponseFunction function) => new(wiring, (memory, w) =>
    {
        for (int pixel = 0; pixel < w.Output.Shape.Pixels; pixel++)
        {
            ReadOnlySpan<float> input = memory.Slice(w.Input.Region).Slice(pixel * w.Input.Stride, w.Input.Shape.Channels);
            function.Compute(input, step: 1, memory.Slice(w.Output.Region)[(pixel * w.Output.Stride)..]);
        }
    });

    internal static ImageElementwise Reshape(ImageWiring wiring, bool channelsLast) => new(wiring, (memory, w) =>
    {
        ReadOnlySpan<float> input = memory.Slice(w.Input.Region);
        Span<float> output = memory.Slice(w.Output.Region);
        (int pixels, int channels) = (w.Output.Shape.Pixels, w.Output.Shape.Channels);
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            for (int c = 0; c < channels; c++)
                output[(pixel * w.Output.Stride) + c] = input[channelsLast ? (pixel * channels) + c : (c * pixels) + pixel];
        }
    });

    /// <summary>The second input may be a single pixel, which then multiplies each of the first.</summary>
    internal static ImageElementwise Multiply(ImageWiring wiring) => new(wiring, (memory, w) =>
    {
        int channels = w.Output.Shape.Channels;
        ReadOnlySpan<float> input = memory.Slice(w.Input.Region);
        ReadOnlySpan<float> gate = memory.Slice(w.Inputs[1].Region);
        int step = w.Inputs[1].Shape.IsFlat ? 0 : w.Inputs[1].Stride;
        Span<float> output = memory.Slice(w.Output.Region);
        for (int pixel = 0; pixel < w.Output.Shape.Pixels; pixel++)
        {
            TensorPrimitives.Multiply(
                input.Slice(pixel * w.Input.Stride, channels), gate.Slice(pixel * step, channels), output.Slice(pixel * w.Output.Stride, channels));
        }
    });

    internal static ImageElementwise Pad(ImageWiring wiring, ZeroPadding2D padding) => new(wiring, (memory, w) =>
    {
        ReadOnlySpan<float> input = memory.Slice(w.Input.Region);
        Span<float> output = memory.Slice(w.Output.Region);
        output.Clear();
        int floats = w.Input.Shape.Width * w.Output.Stride;
        for (int y = 0; y < w.Input.Shape.Height; y++)
        {
            int target = (((y + padding.Top) * w.Output.Shape.Width) + padding.Left) * w.Output.Stride;
            input.Slice(y * floats, floats).CopyTo(output[target..]);
        }
    });
}
