namespace Digits.Engine.Kernels;

/// <summary>
/// Local response normalization over the channels of one pixel, which lie some floats apart: y = x · s^-beta with s = bias + alpha / size · the sum of
/// squares of the channels around. Plain loops: no network of today has many of these.
/// </summary>
/// <param name="Size">Channels of a neighborhood; of an even number, one more above than below.</param>
/// <param name="Alpha">The factor of the mean of squares.</param>
/// <param name="Beta">The exponent.</param>
/// <param name="Bias">What is added to the mean of squares.</param>
internal readonly record struct LocalResponseFunction(int Size, float Alpha, float Beta, float Bias)
{
    private int Below => (Size - 1) / 2;

    private int Above => Size / 2;

    internal void Compute(ReadOnlySpan<float> x, int step, Span<float> y)
    {
        int channels = (x.Length + step - 1) / step;
        for (int c = 0; c < channels; c++)
            y[c * step] = x[c * step] * MathF.Pow(Scale(x, step, channels, c), -Beta);
    }

    /// <summary>
    /// gx[i] = gy[i] · s[i]^-beta - 2 · alpha · beta / size · x[i] · the sum of gy[j] · x[j] · s[j]^(-beta - 1) over all j that have i around them.
    /// </summary>
    internal void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> gy, int step, Span<float> gx)
    {
        int channels = (x.Length + step - 1) / step;
        for (int i = 0; i < channels; i++)
        {
            float sum = 0;
            for (int j = Math.Max(0, i - Above); j <= Math.Min(channels - 1, i + Below); j++)
                sum += gy[j * step] * x[j * step] * MathF.Pow(Scale(x, step, channels, j), -Beta - 1);

            float straight = gy[i * step] * MathF.Pow(Scale(x, step, channels, i), -Beta);
            gx[i * step] = straight - (2 * Alpha * Beta / Size * x[i * step] * sum);
        }
    }

    private float Scale(ReadOnlySpan<float> x, int step, int channels, int c)
    {
        float sum = 0;
        for (int j = Math.Max(0, c - Below); j <= Math.Min(channels - 1, c + Above); j++)
            sum += x[j * step] * x[j * step];

        return Bias + (Alpha / Size * sum);
    }
}
