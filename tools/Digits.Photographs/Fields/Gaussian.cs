namespace Digits.Photographs;

internal static class Gaussian
{
    /// <summary>The bell curve's values at whole pixels up to three deviations, which add up to 1.</summary>
    public static float[] Kernel(float sigma)
    {
        int reach = Math.Max(1, (int)MathF.Ceiling(3 * sigma));
        float[] kernel = new float[2 * reach + 1];
        float sum = 0;
        for (int k = -reach; k <= reach; k++)
            sum += kernel[k + reach] = MathF.Exp(-k * k / (2 * sigma * sigma));
        for (int k = 0; k < kernel.Length; k++)
            kernel[k] /= sum;
        return kernel;
    }
}
