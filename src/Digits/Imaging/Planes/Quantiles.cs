namespace Digits.Imaging;

/// <summary>Quantiles of many values, from a histogram.</summary>
internal static class Quantiles
{
    private const int Bins = 4096;

    /// <summary>The value that a share of the values does not exceed, to 1/2048. The values lie between -1 and 1, or count as these.</summary>
    internal static float Of(ReadOnlySpan<float> values, double share)
    {
        int[] counts = new int[Bins];
        foreach (float value in values)
            counts[Math.Clamp((int)((value + 1) * (Bins / 2)), 0, Bins - 1)]++;
        long passed = 0;
        for (int bin = 0; bin < Bins; bin++)
        {
            passed += counts[bin];
            if (passed > share * values.Length)
                return ((bin + 0.5f) / (Bins / 2)) - 1;
        }

        return 1;
    }
}
