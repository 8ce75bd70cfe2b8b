using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Single;

/// <summary>Layers that work on a single image's values one by one, pixel by pixel: whatever is cheap enough to be written plainly.</summary>
/// <param name="wiring">Where the values lie.</param>
/// <param name="run">What to do: inputs, output.</param>
/// <param name="prepare">What to do once the weights have changed; null for nothing.</param>
internal sealed partial class ImageElementwise(ImageWiring wiring, ImageElementwise.Work run, Action? prepare = null) : ImageOperation
{
    /// <summary>Computes the output's pixel from those of the inputs.</summary>
    internal delegate void Work(AlignedBuffer memory, ImageWiring wiring);

    internal override void Prepare() => prepare?.Invoke();

    internal override void Run(AlignedBuffer memory) => run(memory, wiring);

    internal static ImageElementwise Rectify(ImageWiring wiring, float slope) => new(wiring, (memory, w) =>
    {
        ReadOnlySpan<float> input = memory.Slice(w.Input.Region);
        w.Kernels.Rectify(input, slope, memory.Slice(w.Output.Region));
    });

    internal static ImageElementwise Copy(ImageWiring wiring) =>
        new(wiring, (memory, w) => memory.Slice(w.Input.Region).CopyTo(memory.Slice(w.Output.Region)));

    internal static ImageElementwise Add(ImageWiring wiring) => new(wiring, (memory, w) =>
    {
        Span<float> output = memory.Slice(w.Output.Region);
        memory.Slice(w.Input.Region).CopyTo(output);
        foreach (ImageMap input in w.Inputs.AsSpan(1))
            w.Kernels.Add(memory.Slice(input.Region), output);
    });

    internal static ImageElementwise Concatenate(ImageWiring wiring) => new(wiring, (memory, w) =>
    {
        Span<float> output = memory.Slice(w.Output.Region);
        int start = 0;
        foreach (ImageMap input in w.Inputs)
        {
            ReadOnlySpan<float> values = memory.Slice(input.Region);
            for (int pixel = 0; pixel < input.Shape.Pixels; pixel++)
                values.Slice(pixel * input.Stride, input.Shape.Channels).CopyTo(output[((pixel * w.Output.Stride) + start)..]);

            start += input.Shape.Channels;
        }
    });

    internal static ImageElementwise Flatten(ImageWiring wiring, bool channelsLast) => new(wiring, (memory, w) =>
    {
        ReadOnlySpan<float> input = memory.Slice(w.Input.Region);
        Span<float> output = memory.Slice(w.Output.Region);
        (int pixels, int channels) = (w.Input.Shape.Pixels, w.Input.Shape.Channels);
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            for (int c = 0; c < channels; c++)
                output[channelsLast ? (pixel * channels) + c : (c * pixels) + pixel] = input[(pixel * w.Input.Stride) + c];
        }
    });

    internal static ImageElementwise Scale(ImageWiring wiring, Affine layer) => Scale(wiring, (scale, shift) =>
    {
        layer.Scale.Values[..scale.Length].CopyTo(scale);
        layer.Shift.Values[..shift.Length].CopyTo(shift);
    });

    internal static ImageElementwise Scale(ImageWiring wiring, BatchNorm layer) => Scale(wiring, (scale, shift) =>
    {
        for (int c = 0; c < scale.Length; c++)
        {
            scale[c] = (float)(layer.Gamma.Values[c] * (1 / Math.Sqrt((double)layer.RunningVariance.Values[c] + layer.Epsilon)));
            shift[c] = (float)(layer.Beta.Values[c] - ((double)layer.RunningMean.Values[c] * scale[c]));
        }
    });

    /// <summary>x * scale + shift, rounded once, by channel.</summary>
    private static ImageElementwise Scale(ImageWiring wiring, Action<float[], float[]> factors)
    {
        float[] scale = new float[wiring.Output.Shape.Channels];
        float[] shift = new float[scale.Length];
        return new(wiring, Apply, () => factors(scale, shift));

        void Apply(AlignedBuffer memory, ImageWiring w)
        {
            ReadOnlySpan<float> input = memory.Slice(w.Input.Region);
            Span<float> output = memory.Slice(w.Output.Region);
            for (int pixel = 0; pixel < w.Output.Shape.Pixels; pixel++)
            {
                for (int c = 0; c < scale.Length; c++)
                {
                    float value = MathF.FusedMultiplyAdd(input[(pixel * w.Input.Stride) + c], scale[c], shift[c]);
                    output[(pixel * w.Output.Stride) + c] = w.Fusion.ReLU && value < 0 ? 0 : value;
                }
            }
        }
    }

    internal static ImageElementwise Softmax(ImageWiring wiring, bool logarithm) => new(wiring, (memory, w) =>
    {
        for (int pixel = 0; pixel < w.Output.Shape.Pixels; pixel++)
        {
            ReadOnlySpan<float> input = memory.Slice(w.Input.Region).Slice(pixel * w.Input.Stride, w.Input.Shape.Channels);
            SoftmaxFunction.Compute(input, step: 1, logarithm, memory.Slice(w.Output.Region)[(pixel * w.Output.Stride)..]);
        }
    });
}
