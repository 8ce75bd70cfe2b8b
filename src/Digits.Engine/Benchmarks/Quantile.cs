namespace Digits.Engine;

/// <summary>Quantiles of measurements.</summary>
internal static class Quantile
{
    /// <summary>The value below or at which a share of all values lies, in between two by proportion (numpy's default).</summary>
    internal static double Of(IReadOnlyCollection<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        double position = share * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
