namespace Digits.Photographs;

/// <summary>A plane of numbers, row-major <c>[Height, Width]</c>.</summary>
internal sealed class Field(int width, int height)
{
    public int Width => width;

    public int Height => height;

    public float[] Values { get; } = new float[checked(width * height)];

    public float this[int x, int y]
    {
        get => Values[y * width + x];
        set => Values[y * width + x] = value;
    }

    /// <summary>The value between pixels; (0, 0) is the center of the first pixel, and the edge goes on outside.</summary>
    public float Sample(float x, float y)
    {
        x = Math.Clamp(x, 0, width - 1);
        y = Math.Clamp(y, 0, height - 1);
        int left = Math.Min((int)x, Math.Max(0, width - 2));
        int top = Math.Min((int)y, Math.Max(0, height - 2));
        int right = Math.Min(left + 1, width - 1);
        int bottom = Math.Min(top + 1, height - 1);
        float tx = x - left;
        float upper = Values[top * width + left] * (1 - tx) + Values[top * width + right] * tx;
        float lower = Values[bottom * width + left] * (1 - tx) + Values[bottom * width + right] * tx;
        return upper + (lower - upper) * (y - top);
    }

    /// <summary>Blurs with a Gaussian, in place.</summary>
    public void Blur(float sigma)
    {
        if (sigma < 0.05f)
            return;
        float[] kernel = Gaussian.Kernel(sigma);
        int reach = kernel.Length / 2;
        float[] line = new float[Math.Max(width, height)];
        for (int y = 0; y < height; y++)
            Pass(y * width, 1, width, kernel, reach, line);
        for (int x = 0; x < width; x++)
            Pass(x, width, height, kernel, reach, line);
    }

    private void Pass(int start, int step, int length, float[] kernel, int reach, float[] line)
    {
        for (int i = 0; i < length; i++)
            line[i] = Values[start + i * step];
        for (int i = 0; i < length; i++)
        {
            float sum = 0;
            for (int k = -reach; k <= reach; k++)
                sum += kernel[k + reach] * line[Math.Clamp(i + k, 0, length - 1)];
            Values[start + i * step] = sum;
        }
    }
}
