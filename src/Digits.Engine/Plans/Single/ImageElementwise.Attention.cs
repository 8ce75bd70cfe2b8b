using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Single;

/// <summary>What attention and the blocks of its time need besides products.</summary>
internal sealed partial class ImageElementwise
{
    internal static ImageElementwise Normalize(ImageWiring wiring, Normalization layer)
    {
        Shape shape = wiring.Output.Shape;
        NormalizationFunction function = layer.Function(shape);
        int groups = shape.Size / (function.Channels * function.Pixels);
        int inPixel = shape.Channels / function.Channels;
        return new(wiring, (memory, w) =>
        {
            for (int group = 0; group < groups; group++)
            {
                (int pixel, int first) = (group / inPixel, group % inPixel * function.Channels);
                Range channels = first..(first + function.Channels);
                function.Compute(
                    memory.Slice(w.Input.Region)[((pixel * w.Input.Stride) + first)..], w.Input.Stride, lanes: 1, layer.Gamma.Values[channels],
                    layer.Beta.Values[channels], memory.Slice(w.Output.Region)[((pixel * w.Output.Stride) + first)..], w.Output.Stride);
            }
        });
    }

    internal static ImageElementwise Gather(ImageWiring wiring, Gather layer)
    {
        int[] places = layer.ByPixel(wiring.Input.Shape);
        int channels = wiring.Input.Shape.Channels;
        for (int i = 0; i < places.Length; i++)
            places[i] = places[i] < 0 ? -1 : (places[i] / channels * wiring.Input.Stride) + (places[i] % channels);

        return new(wiring, (memory, w) =>
        {
            ReadOnlySpan<float> input = memory.Slice(w.Input.Region);
            Span<float> output = memory.Slice(w.Output.Region);
            for (int pixel = 0, i = 0; pixel < w.Output.Shape.Pixels; pixel++)
            {
                for (int c = 0; c < w.Output.Shape.Channels; c++, i++)
                    output[(pixel * w.Output.Stride) + c] = places[i] < 0 ? 0 : input[places[i]];
            }
        });
    }
}
