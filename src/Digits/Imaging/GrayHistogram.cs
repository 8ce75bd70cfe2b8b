namespace Digits.Imaging;

/// <summary>How many pixels have each of the 256 values.</summary>
internal sealed class GrayHistogram
{
    private readonly long[] _counts = new long[256];
    private readonly long _total;

    internal GrayHistogram(ReadOnlySpan<byte> pixels)
    {
        foreach (byte pixel in pixels)
            _counts[pixel]++;
        _total = pixels.Length;
    }

    /// <summary>The least value that occurs.</summary>
    internal int Lowest => Array.FindIndex(_counts, count => count > 0);

    /// <summary>The greatest value that occurs.</summary>
    internal int Highest => Array.FindLastIndex(_counts, count => count > 0);

    /// <summary>The number of pixels of a value of at most <paramref name="value"/>.</summary>
    internal long CountTo(int value) => _counts.Take(value + 1).Sum();

    /// <summary>
    /// The threshold that divides dark (up to it) from bright (above it) with the greatest variance between the two (N. Otsu, "A threshold selection
    /// method from gray-level histograms", 1979); the least such.
    /// </summary>
    internal int OtsuThreshold()
    {
        double sum = 0;
        for (int value = 0; value < 256; value++)
            sum += (double)value * _counts[value];

        double darkCount = 0, darkSum = 0, best = -1;
        int threshold = 0;
        for (int value = 0; value < 255; value++)
        {
            darkCount += _counts[value];
            darkSum += (double)value * _counts[value];
            double brightCount = _total - darkCount;
            if (darkCount == 0 || brightCount == 0)
                continue;
            double apart = darkSum / darkCount - (sum - darkSum) / brightCount;
            double variance = darkCount * brightCount * apart * apart;
            if (variance > best)
                (best, threshold) = (variance, value);
        }

        return threshold;
    }

    /// <summary>The median of the values up to <paramref name="highest"/>, and the median of their distances from it.</summary>
    internal (int Median, int Deviation) MedianTo(int highest)
    {
        int median = MedianOf(_counts.AsSpan(0, highest + 1));
        long[] distances = new long[256];
        for (int value = 0; value <= highest; value++)
            distances[Math.Abs(value - median)] += _counts[value];
        return (median, MedianOf(distances));
    }

    /// <summary>The least value that at least half of those counted do not exceed.</summary>
    private static int MedianOf(ReadOnlySpan<long> counts)
    {
        long total = 0;
        foreach (long count in counts)
            total += count;

        long passed = 0;
        for (int value = 0; value < counts.Length; value++)
        {
            passed += counts[value];
            if (2 * passed >= total)
                return value;
        }

        return 0;
    }
}
