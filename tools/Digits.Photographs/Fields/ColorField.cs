using System.Numerics;

namespace Digits.Photographs;

/// <summary>A plane of linear light, red, green and blue for each pixel, row-major <c>[Height, Width]</c>.</summary>
internal sealed class ColorField(int width, int height)
{
    public int Width => width;

    public int Height => height;

    public Vector3[] Pixels { get; private set; } = new Vector3[checked(width * height)];

    /// <summary>The color between pixels; (0, 0) is the center of the first pixel, and the edge goes on outside.</summary>
    public Vector3 Sample(float x, float y)
    {
        x = Math.Clamp(x, 0, width - 1.001f);
        y = Math.Clamp(y, 0, height - 1.001f);
        int left = (int)x;
        int top = (int)y;
        int at = top * width + left;
        int right = left + 1 < width ? 1 : 0;
        int below = top + 1 < height ? width : 0;
        Vector3 upper = Vector3.Lerp(Pixels[at], Pixels[at + right], x - left);
        Vector3 lower = Vector3.Lerp(Pixels[at + below], Pixels[at + below + right], x - left);
        return Vector3.Lerp(upper, lower, y - top);
    }

    /// <summary>Blurs with a Gaussian: a lens out of focus.</summary>
    public void Blur(float sigma)
    {
        if (sigma < 0.15f)
            return;
        float[] kernel = Gaussian.Kernel(sigma);
        Smear(kernel, 1, 0);
        Smear(kernel, 0, 1);
    }

    /// <summary>Averages along a line of that many pixels: a hand that moved.</summary>
    public void Move(float dx, float dy)
    {
        int steps = (int)MathF.Ceiling(MathF.Max(MathF.Abs(dx), MathF.Abs(dy)));
        if (steps < 1)
            return;
        float[] kernel = Enumerable.Repeat(1f / (2 * (steps / 2) + 1), 2 * (steps / 2) + 1).ToArray();
        Smear(kernel, dx / steps, dy / steps);
    }

    private void Smear(float[] kernel, float dx, float dy)
    {
        int reach = kernel.Length / 2;
        Vector3[] smeared = new Vector3[Pixels.Length];
        int[] stepX = [.. kernel.Select((_, k) => (int)MathF.Round((k - reach) * dx))];
        int[] stepY = [.. kernel.Select((_, k) => (int)MathF.Round((k - reach) * dy))];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                Vector3 sum = default;
                for (int k = 0; k < kernel.Length; k++)
                    sum += kernel[k] * Pixels[Math.Clamp(y + stepY[k], 0, height - 1) * width + Math.Clamp(x + stepX[k], 0, width - 1)];
                smeared[y * width + x] = sum;
            }
        }

        Pixels = smeared;
    }
}
