using Digits.Engine.Kernels;

namespace Digits.Engine.Tests.Twins;

internal static class DropoutTwin
{
    /// <summary>Multiplies by a given mask of the same layout.</summary>
    internal static Maps Forward(Maps x, double[] mask)
    {
        Maps result = new(x.Count, x.Shape);
        for (int i = 0; i < mask.Length; i++)
            result.Values[i] = x.Values[i] * mask[i];

        return result;
    }

    /// <summary>
    /// The mask that the engine draws in the first step of a plan: each slice of 32 images has a key of seed, step, layer and slice, and within
    /// it element (pixel, channel, lane) a position.
    /// </summary>
    internal static double[] FirstMask(ulong seed, int layer, float rate, int count, Shape shape)
    {
        double[] mask = new double[count * shape.Size];
        float[] drawn = new float[shape.Size * Lanes.Count];
        for (int n = 0; n < count; n++)
        {
            if (n % Lanes.Count == 0)
            {
                ulong key = new CounterRandom(seed).Fork(0).Fork((ulong)layer).Bits((ulong)(n / Lanes.Count));
                DropoutMask.Fill((uint)key, (uint)(key >> 32), rate, drawn);
            }

            for (int i = 0; i < shape.Size; i++)
            {
                (int channel, int pixel) = (i / shape.Pixels, i % shape.Pixels);
                mask[(n * shape.Size) + i] = drawn[(((pixel * shape.Channels) + channel) * Lanes.Count) + (n % Lanes.Count)];
            }
        }

        return mask;
    }
}
