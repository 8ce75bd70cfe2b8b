using Digits.Data;

namespace Digits.Tuning;

/// <summary>The normal distribution, and its part between two bounds.</summary>
internal static class Normal
{
    /// <summary>The share below x: by its series about 0 where that is short, by the continued fraction of the tail elsewhere.</summary>
    internal static double Below(double x)
    {
        if (Math.Abs(x) > 3)
            return x < 0 ? Tail(-x) : 1 - Tail(x);

        double sum = x, term = x;
        for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum) && n < 200; n++)
            sum += term *= x * x / ((2 * n) + 1);

        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }

    /// <summary>The share between two points, without losing digits in the tails.</summary>
    internal static double Between(double low, double high) => low > 0 ? Below(-low) - Below(-high) : Below(high) - Below(low);

    /// <summary>The logarithm of the density.</summary>
    internal static double LogDensity(double x) => (-x * x / 2) - (0.5 * Math.Log(2 * Math.PI));

    /// <summary>A draw from the part between two bounds.</summary>
    internal static double Draw(SeededRandom random, double mean, double deviation, double low, double high)
    {
        (double a, double b) = ((low - mean) / deviation, (high - mean) / deviation);
        double wanted = random.NextDouble() * Between(a, b);
        (double left, double right) = (a, b);
        for (int i = 0; i < 60; i++)
        {
            double middle = (left + right) / 2;
            if (Between(a, middle) < wanted)
                left = middle;
            else
                right = middle;
        }

        return Math.Clamp(mean + (deviation * (left + right) / 2), low, high);
    }

    private static double Tail(double x)
    {
        double fraction = x;
        for (int n = 60; n >= 1; n--)
            fraction = x + (n / fraction);

        return Math.Exp(-x * x / 2) / (Math.Sqrt(2 * Math.PI) * fraction);
    }
}
