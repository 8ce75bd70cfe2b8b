namespace Digits.Data;

/// <summary>What a camera or scanner and a file make of a line: blur, low resolution, contrast, noise, JPEG, black and white.</summary>
internal static class Camera
{
    /// <summary>Takes the picture.</summary>
    /// <param name="line">Ink and ground, ink brighter.</param>
    /// <param name="random">What is left to chance.</param>
    public static InkPlane Take(InkPlane line, SeededRandom random)
    {
        if (random.Happens(0.5))
            Blur(line, random.Happens(0.85) ? random.Between(0.3f, 1.4f) : random.Between(1.4f, 2.4f));
        if (random.Happens(0.15))
        {
            float factor = random.Between(0.35f, 0.8f);
            int width = Math.Max(4, (int)(line.Width * factor)), height = Math.Max(4, (int)(line.Height * factor));
            line = line.Resize(width, height).Resize(line.Width, line.Height);
        }

        if (random.Happens(0.3))
            Noise(line, random.Between(0, 0.1f), random);
        if (random.Happens(0.25))
            Jpeg.Compress(line, random.Between(0.02f, 0.22f));
        if (random.Happens(0.2))
            Curve(line, random.Between(-0.6f, 0.6f));
        if (random.Happens(0.07))
            Binarize(line, random.Between(0.3f, 0.55f));
        return line;
    }

    /// <summary>A normal blur, first along rows, then along columns.</summary>
    private static void Blur(InkPlane plane, float deviation)
    {
        int reach = (int)MathF.Ceiling(2.5f * deviation);
        Span<float> weights = stackalloc float[(2 * reach) + 1];
        float sum = 0;
        for (int i = -reach; i <= reach; i++)
        {
            weights[i + reach] = (float)PortableMath.Exp(-0.5 * i * i / (deviation * deviation));
            sum += weights[i + reach];
        }

        foreach (ref float weight in weights)
            weight /= sum;
        float[] copy = new float[Math.Max(plane.Width, plane.Height)];
        for (int y = 0; y < plane.Height; y++)
            Convolve(plane.Values.AsSpan(y * plane.Width), 1, plane.Width, weights, copy);
        for (int x = 0; x < plane.Width; x++)
            Convolve(plane.Values.AsSpan(x), plane.Width, plane.Height, weights, copy);
    }

    private static void Convolve(Span<float> values, int stride, int count, ReadOnlySpan<float> weights, float[] copy)
    {
        for (int i = 0; i < count; i++)
            copy[i] = values[i * stride];
        int reach = weights.Length / 2;
        for (int i = 0; i < count; i++)
        {
            float sum = 0;
            for (int k = -reach; k <= reach; k++)
                sum += weights[k + reach] * copy[Math.Clamp(i + k, 0, count - 1)];
            values[i * stride] = sum;
        }
    }

    private static void Noise(InkPlane plane, float deviation, SeededRandom random)
    {
        // Uniform with that deviation: after what follows, nobody sees the difference from a normal one.
        foreach (ref float value in plane.Values.AsSpan())
            value += deviation * 3.46f * (random.NextSingle() - 0.5f);
    }

    /// <summary>Bends the scale of gray: below 0 faint ink fades, above 0 it grows stronger.</summary>
    private static void Curve(InkPlane plane, float bend)
    {
        foreach (ref float value in plane.Values.AsSpan())
        {
            float v = Math.Clamp(value, 0, 1);
            value += bend * v * (1 - v);
        }
    }

    /// <summary>Black and white, as a fax or a scanner's text mode gives; the threshold is a share of the way from the ground to the strongest ink.</summary>
    private static void Binarize(InkPlane plane, float share)
    {
        float[] sorted = [.. plane.Values];
        Array.Sort(sorted);
        float ground = sorted[sorted.Length / 2], ink = sorted[(int)(0.98 * (sorted.Length - 1))];
        float threshold = ground + (share * (ink - ground));
        foreach (ref float value in plane.Values.AsSpan())
            value = Math.Clamp(((value - threshold) * 12) + 0.5f, 0, 1);
    }
}
