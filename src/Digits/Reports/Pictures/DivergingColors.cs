namespace Digits.Reports;

/// <summary>
/// Colors for values on both sides of zero: orange above, blue below, stronger with distance. Zero is transparent, so that the same image suits light
/// and dark pages. Color-blind readers can tell the two apart (Okabe and Ito).
/// </summary>
internal static class DivergingColors
{
    private static ReadOnlySpan<byte> Above => [0xE0, 0x6A, 0x0A];

    private static ReadOnlySpan<byte> Below => [0x1E, 0x7C, 0xD6];

    /// <summary>The largest magnitude among values.</summary>
    internal static float Limit(ReadOnlySpan<float> values)
    {
        float limit = 0;
        foreach (float value in values)
            limit = Math.Max(limit, Math.Abs(value));
        return limit;
    }

    /// <summary>Values as red, green, blue and opacity; opaque at plus and minus <paramref name="limit"/>, transparent everywhere if that is zero.</summary>
    internal static byte[] Rgba(ReadOnlySpan<float> values, float limit)
    {
        byte[] rgba = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (values[i] < 0 ? Below : Above).CopyTo(rgba.AsSpan(4 * i));
            rgba[(4 * i) + 3] = limit > 0 ? (byte)MathF.Round(255 * Math.Min(1, Math.Abs(values[i]) / limit)) : (byte)0;
        }

        return rgba;
    }
}
