namespace Digits.Evaluation;

/// <summary>The error function, which .NET lacks.</summary>
internal static class ErrorFunction
{
    /// <summary>
    /// erfc(x) = 2 / sqrt(pi) times the integral of exp(-t²) from x to infinity, for x of 0 or more: the series of erf where it converges fast, otherwise
    /// the continued fraction of erfc (Abramowitz and Stegun, 7.1.6 and 7.1.14).
    /// </summary>
    internal static double Complement(double x)
    {
        const double SeriesUpTo = 2.5;
        double peak = Math.Exp(-x * x) / Math.Sqrt(Math.PI);
        if (x <= SeriesUpTo)
        {
            double term = x;
            double sum = x;
            for (int n = 1; term > 1e-18 * sum; n++)
            {
                term *= 2 * x * x / ((2 * n) + 1);
                sum += term;
            }

            return 1 - (2 * peak * sum);
        }

        double fraction = x;
        for (int n = 60; n >= 1; n--)
            fraction = x + (n / 2.0 / fraction);

        return peak / fraction;
    }
}
