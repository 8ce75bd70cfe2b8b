namespace Digits.Data;

/// <summary>
/// Functions that <see cref="Math"/> leaves to the platform, which may differ in the last bit; these use only operations that IEEE 754
/// rounds the same everywhere. They are good to 13 digits or more.
/// </summary>
internal static class PortableMath
{
    /// <summary>The natural logarithm of a positive number that is neither subnormal nor infinite.</summary>
    /// <remarks>x = m * 2^e with m in [sqrt 1/2, sqrt 2), ln m = 2 artanh((m - 1) / (m + 1)).</remarks>
    internal static double Log(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | (1023L << 52));
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            exponent++;
        }

        double z = (m - 1) / (m + 1);
        double zz = z * z;
        double sum = 0;
        for (int k = 21; k >= 1; k -= 2)
            sum = sum * zz + 1.0 / k;
        return 2 * z * sum + exponent * 0.6931471805599453;
    }

    /// <summary>e to the power of <paramref name="x"/>, for -100 to 100.</summary>
    /// <remarks>The series of x / 256, squared eight times.</remarks>
    internal static double Exp(double x)
    {
        x /= 256;
        double sum = 1;
        for (int k = 14; k >= 1; k--)
            sum = 1 + sum * x / k;
        for (int i = 0; i < 8; i++)
            sum *= sum;
        return sum;
    }

    /// <summary>Sine and cosine of an angle in radians, for -1 to 1.</summary>
    internal static (double Sin, double Cos) SinCos(double angle)
    {
        double square = angle * angle;
        double sin = 1, cos = 1;
        for (int k = 16; k >= 2; k -= 2)
        {
            sin = 1 - sin * square / (k * (k + 1));
            cos = 1 - cos * square / (k * (k - 1));
        }

        return (angle * sin, cos);
    }
}
