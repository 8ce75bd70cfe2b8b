using Digits.Imaging;

namespace Digits.Data;

/// <summary>What is no writing at all, as a picture of <see cref="Side"/> x <see cref="Side"/> pixels with bright ink: blots, texture, noise, specks.</summary>
internal static class Stains
{
    private const int Side = 44;

    /// <summary>One to six discs that flow together, not upright: an upright one could be a broad 1.</summary>
    public static GrayImage Blot(SeededRandom random)
    {
        int discs = 1 + random.NextInt(6);
        float[] values = new float[Side * Side];
        for (int d = 0; d < discs; d++)
        {
            float x = (0.15f + (0.7f * random.NextSingle())) * Side;
            float y = (0.3f + (0.4f * random.NextSingle())) * Side;
            float radius = 3 + (8 * random.NextSingle());
            for (int i = 0; i < values.Length; i++)
            {
                float dx = (i % Side) - x;
                float dy = (i / Side) - y;
                values[i] += radius * radius / ((dx * dx) + (dy * dy) + 1);
            }
        }

        float rough = 0.5f * random.NextSingle();
        return Image(values, (value, _) => value + (rough * (random.NextSingle() - 0.5f)) > 1.2f ? 255 : 0);
    }

    /// <summary>Noise of any grain, cut at a threshold or gray; fine grain is what a scan of nothing looks like, coarse grain like a floor or cloth.</summary>
    public static GrayImage Texture(SeededRandom random)
    {
        float[] values = new float[Side * Side];
        foreach (ref float value in values.AsSpan())
            value = random.NextSingle();
        int across = random.NextInt(5);
        int down = random.NextInt(3) == 0 ? random.NextInt(5) : across;
        for (int pass = 0; pass < 2; pass++)
            values = Blurred(Blurred(values, across, 1), down, Side);

        float[] sorted = [.. values.Order()];
        float share = 0.55f + (0.42f * random.NextSingle());
        float threshold = sorted[(int)(share * (sorted.Length - 1))];
        if (random.NextInt(4) > 0)
            return Image(values, (value, _) => value > threshold ? 255 : 0);
        float range = MathF.Max(sorted[^1] - threshold, 1e-6f);
        return Image(values, (value, _) => 255 * Math.Clamp((value - threshold) / range, 0, 1));
    }

    /// <summary>One to seven specks of dust, far apart.</summary>
    public static GrayImage Specks(SeededRandom random)
    {
        float[] values = new float[Side * Side];
        int specks = 1 + random.NextInt(7);
        for (int s = 0; s < specks; s++)
        {
            int size = 1 + random.NextInt(3);
            int left = random.NextInt(Side - size);
            int top = random.NextInt(Side - size);
            for (int i = 0; i < size * size; i++)
                values[((top + (i / size)) * Side) + left + (i % size)] = 1;
        }

        return Image(values, (value, _) => 255 * value);
    }

    /// <summary>The mean of each value and those up to so many steps away.</summary>
    private static float[] Blurred(float[] values, int reach, int step)
    {
        float[] blurred = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            float sum = 0;
            for (int k = -reach; k <= reach; k++)
                sum += values[(i + (k * step) + values.Length) % values.Length];
            blurred[i] = sum / ((2 * reach) + 1);
        }

        return blurred;
    }

    private static GrayImage Image(float[] values, Func<float, int, float> pixel) =>
        new(Side, Side, [.. values.Select((value, i) => (byte)(pixel(value, i) + 0.5f))]);
}
