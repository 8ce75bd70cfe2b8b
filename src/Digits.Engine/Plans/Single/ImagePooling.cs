using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Single;

/// <summary>Maximum and average pooling of a single image.</summary>
internal sealed class ImagePooling(ImageWiring wiring, WindowGeometry geometry, bool maximum, bool countPadding) : ImageOperation
{
    internal override void Run(AlignedBuffer memory)
    {
        ReadOnlySpan<float> input = memory.Slice(wiring.Input.Region);
        Span<float> output = memory.Slice(wiring.Output.Region);
        int channels = geometry.Input.Channels;
        for (int pixel = 0; pixel < geometry.Output.Pixels; pixel++)
        {
            Span<float> target = output.Slice(pixel * wiring.Output.Stride, channels);
            int taps = 0;
            for (int tap = 0; tap < geometry.Taps; tap++)
            {
                int row = geometry.InputRow(pixel / geometry.Output.Width, tap / geometry.KernelWidth);
                int column = geometry.InputColumn(pixel % geometry.Output.Width, tap % geometry.KernelWidth);
                if (row < 0 || column < 0)
                    continue;

                ReadOnlySpan<float> source = input.Slice(((row * geometry.Input.Width) + column) * wiring.Input.Stride, channels);
                if (taps++ == 0)
                    source.CopyTo(target);
                else
                    Join(source, target);
            }

            if (!maximum)
            {
                float share = 1f / (countPadding ? geometry.Taps : taps);
                foreach (ref float value in target)
                    value *= share;
            }
        }
    }

    private void Join(ReadOnlySpan<float> source, Span<float> target)
    {
        for (int c = 0; c < target.Length; c++)
            target[c] = !maximum ? target[c] + source[c] : source[c] > target[c] ? source[c] : target[c];
    }
}
