using System.Runtime.CompilerServices;
using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>Brings images, one after another as <c>[C, H, W]</c>, into the engine's lanes and results out of them.</summary>
internal static class LaneTransfer
{
    /// <summary>Fills <c>[H][W][C][32]</c> from up to 32 images; spare lanes become zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Load(ReadOnlySpan<float> images, Shape shape, Span<float> target)
    {
        int count = images.Length / shape.Size;
        if (count < Lanes.Count)
            target.Clear();

        for (int pixel = 0; pixel < shape.Pixels; pixel++)
        {
            for (int channel = 0; channel < shape.Channels; channel++)
            {
                Span<float> row = target.Slice(((pixel * shape.Channels) + channel) * Lanes.Count, count);
                for (int lane = 0, from = (channel * shape.Pixels) + pixel; lane < row.Length; lane++, from += shape.Size)
                    row[lane] = images[from];
            }
        }
    }

    /// <summary>Writes the results of up to 32 images, one after another as <c>[C, H, W]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Store(ReadOnlySpan<float> source, Shape shape, Span<float> results)
    {
        int count = results.Length / shape.Size;
        for (int pixel = 0; pixel < shape.Pixels; pixel++)
        {
            for (int channel = 0; channel < shape.Channels; channel++)
            {
                ReadOnlySpan<float> row = source.Slice(((pixel * shape.Channels) + channel) * Lanes.Count, count);
                for (int lane = 0, to = (channel * shape.Pixels) + pixel; lane < row.Length; lane++, to += shape.Size)
                    results[to] = row[lane];
            }
        }
    }
}
