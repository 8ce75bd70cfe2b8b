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
