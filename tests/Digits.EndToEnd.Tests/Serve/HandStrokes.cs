namespace Digits.EndToEnd.Tests.Serve;

/// <summary>Digits as a hand draws them: strokes of points in a square of side 1, each digit in several ways.</summary>
internal static class HandStrokes
{
    private static readonly (double X, double Y)[][][] _digits =
    [
        [Arc(0.5, 0.5, 0.19, 0.32, -90, -450)],
        [[(0.40, 0.30), (0.52, 0.16), (0.50, 0.84)]],
        [[.. Arc(0.49, 0.35, 0.19, 0.18, -170, 20), (0.60, 0.52), (0.31, 0.82), (0.72, 0.82)]],
        [[.. Arc(0.47, 0.33, 0.17, 0.16, -150, 80), .. Arc(0.47, 0.66, 0.20, 0.18, -80, 140)]],
        [[(0.56, 0.16), (0.30, 0.60), (0.74, 0.60)], [(0.58, 0.42), (0.57, 0.86)]],
        [[(0.38, 0.18), (0.36, 0.46), .. Arc(0.47, 0.63, 0.20, 0.20, -110, 140)], [(0.38, 0.18), (0.68, 0.17)]],
        [[(0.60, 0.15), (0.45, 0.32), (0.36, 0.52), .. Arc(0.50, 0.67, 0.16, 0.16, -190, -540)]],
        [[(0.29, 0.19), (0.70, 0.18), (0.57, 0.45), (0.45, 0.84)]],
        [Eight()],
        [[.. Arc(0.49, 0.34, 0.16, 0.16, 0, -360), (0.65, 0.36), (0.62, 0.60), (0.55, 0.84)]],
    ];

    /// <summary>The strokes of a digit.</summary>
    /// <param name="digit">0 to 9.</param>
    /// <param name="way">Which slant, size and place; each number another one.</param>
    internal static (double X, double Y)[][] Of(int digit, int way)
    {
        Random random = new((100 * digit) + way);
        double slant = (random.NextDouble() - 0.5) * 0.3, size = 0.75 + (0.4 * random.NextDouble());
        double right = (random.NextDouble() - 0.5) * 0.12, down = (random.NextDouble() - 0.5) * 0.08, wide = 0.9 + (0.2 * random.NextDouble());
        return [.. _digits[digit].Select(stroke => stroke.Select(point =>
        {
            double x = ((point.X - 0.5) * wide) - (slant * (point.Y - 0.5)), y = point.Y - 0.5;
            return (0.5 + right + (size * x) + (0.006 * random.NextDouble()), 0.5 + down + (size * y) + (0.006 * random.NextDouble()));
        }).ToArray()),];
    }

    private static (double X, double Y)[] Arc(double x, double y, double across, double down, double from, double to) =>
    [
        .. Enumerable.Range(0, 17).Select(i =>
        {
            double angle = (from + ((to - from) * i / 16)) * Math.PI / 180;
            return (x + (across * Math.Cos(angle)), y + (down * Math.Sin(angle)));
        }),
    ];

    private static (double X, double Y)[] Eight() =>
    [
        .. Enumerable.Range(0, 41).Select(i =>
        {
            double t = 2 * Math.PI * i / 40;
            return (0.5 - (0.17 * Math.Sin(2 * t)), 0.5 - (0.33 * Math.Cos(t)));
        }),
    ];
}
