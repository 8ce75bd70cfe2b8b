namespace Digits.Engine.Kernels;

/// <summary>Softmax over a few values, with the greatest taken off first so that nothing overflows.</summary>
internal static class SoftmaxFunction
{
    /// <summary>The softmax of values that lie <paramref name="step"/> floats apart.</summary>
    internal static void Compute(ReadOnlySpan<float> x, int step, bool logarithm, Span<float> y)
    {
        float greatest = x[0];
        for (int i = 0; i < x.Length; i += step)
            greatest = MathF.Max(greatest, x[i]);

        float sum = 0;
        for (int i = 0; i < x.Length; i += step)
            sum += y[i] = MathF.Exp(x[i] - greatest);

        float logSum = MathF.Log(sum);
        for (int i = 0; i < x.Length; i += step)
            y[i] = logarithm ? x[i] - greatest - logSum : y[i] / sum;
    }
}
