using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Single;

/// <summary>What attention and the networks around it need besides products.</summary>
internal sealed partial class ImageElementwise
{
    internal static ImageElementwise Normalize(ImageWiring wiring, Normalization layer)
    {
        NormalizationFunction function = layer.Function(wiring.Output.Shape);
        return new(wiring, (memory, w) => function.Compute(
            memory.Slice(w.Input.Region), w.Input.Stride, lanes: 1, layer.Gamma.Values, layer.Beta.Values, memory.Slice(w.Output.Region), w.Output.Stride));
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
