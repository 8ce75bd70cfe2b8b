namespace Digits.Engine.Tests.Twins;

internal static class BatchNormTwin
{
    /// <summary>With the batch's own statistics.</summary>
    internal static Maps Train(Maps x, double[] gamma, double[] beta, double epsilon)
    {
        (double[] mean, double[] variance) = Statistics(x);
        return Run(x, gamma, beta, mean, variance, epsilon);
    }

    /// <summary>With given statistics.</summary>
    internal static Maps Run(Maps x, double[] gamma, double[] beta, double[] mean, double[] variance, double epsilon) =>
        x.Select((c, value) => (gamma[c] * (value - mean[c]) / Math.Sqrt(variance[c] + epsilon)) + beta[c]);

    /// <summary>
    /// gx = gamma / deviation * (gy - mean(gy) - xhat * mean(gy * xhat)), Ioffe and Szegedy's gradients put together; and those of gamma and beta.
    /// </summary>
    internal static (Maps Input, double[] Gamma, double[] Beta) Backward(Maps x, double[] gamma, Maps gradient, double epsilon)
    {
        (double[] mean, double[] variance) = Statistics(x);
        int channels = x.Shape.Channels;
        double count = x.Count * x.Shape.Pixels;
        Maps normal = x.Select((c, value) => (value - mean[c]) / Math.Sqrt(variance[c] + epsilon));
        double[] sums = new double[channels];
        double[] products = new double[channels];
        for (int i = 0; i < x.Values.Length; i++)
        {
            int c = i / x.Shape.Pixels % channels;
            sums[c] += gradient.Values[i];
            products[c] += gradient.Values[i] * normal.Values[i];
        }

        Maps result = new(x.Count, x.Shape);
        for (int i = 0; i < x.Values.Length; i++)
        {
            int c = i / x.Shape.Pixels % channels;
            result.Values[i] = gamma[c] / Math.Sqrt(variance[c] + epsilon)
                * (gradient.Values[i] - (sums[c] / count) - (normal.Values[i] * products[c] / count));
        }

        return (result, products, sums);
    }

    /// <summary>Mean and biased variance of each channel over images and pixels.</summary>
    internal static (double[] Mean, double[] Variance) Statistics(Maps x)
    {
        double[] mean = new double[x.Shape.Channels];
        double[] variance = new double[x.Shape.Channels];
        double count = x.Count * x.Shape.Pixels;
        x.Select((c, value) => mean[c] += value / count);
        x.Select((c, value) => variance[c] += (value - mean[c]) * (value - mean[c]) / count);
        return (mean, variance);
    }
}
