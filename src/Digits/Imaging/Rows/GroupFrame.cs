namespace Digits.Imaging;

/// <summary>Frames a group of components as MNIST's digits are, upright along its row.</summary>
internal static class GroupFrame
{
    /// <summary>The longer side of the patch that is framed, in pixels: three times that of MNIST's.</summary>
    private const double Side = 60;

    /// <summary>Less than this share of the strongest ink is ground.</summary>
    private const double LeastShare = 0.12;

    /// <summary>Frames a group.</summary>
    /// <param name="page">The page.</param>
    /// <param name="frame">The coordinates of its row.</param>
    /// <param name="group">The group.</param>
    /// <param name="side">Width and height of the result.</param>
    /// <returns>The digit, ink bright; black throughout where there is no ink.</returns>
    internal static GrayImage Of(PageLayout page, RowFrame frame, DigitGroup group, int side)
    {
        (double left, double top, double right, double bottom) = group.Box;
        double longest = Math.Max(right - left, bottom - top);
        RowPatch patch = new(page, group.Parts, 3, isFine: page.Factor > 1 && longest < Side);
        double scale = Math.Min(Side / longest, patch.IsFine ? page.Factor : 1);
        (int width, int height) = ((int)Math.Ceiling((right - left) * scale) + 2, (int)Math.Ceiling((bottom - top) * scale) + 2);
        int samples = Math.Clamp((int)Math.Ceiling((patch.IsFine ? page.Factor : 1) / scale), 1, 8);
        double u = ((left + right) / 2) - (width / scale / 2), v = ((top + bottom) / 2) - (height / scale / 2);
        double[] values = new double[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                values[(y * width) + x] = LineCutter.Mean(patch, frame, u + ((x + 0.5) / scale), v + ((y + 0.5) / scale), 1 / scale, 1 / scale, samples);
        }

        double floor = LeastShare * values.Max();
        foreach (ref double value in values.AsSpan())
            value = value > floor ? value : 0;
        return Trimmed(values, width, height) is { } ink ? DigitNormalizer.Frame(ink, side) : new GrayImage(side, side, new byte[side * side]);
    }

    /// <summary>The smallest box that holds the ink.</summary>
    private static InkPatch? Trimmed(double[] values, int width, int height)
    {
        (int left, int right, int top, int bottom) = (width, -1, height, -1);
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] <= 0)
                continue;
            (int y, int x) = Math.DivRem(i, width);
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
        }

        if (right < 0)
            return null;
        double[] trimmed = new double[(right - left + 1) * (bottom - top + 1)];
        for (int y = top; y <= bottom; y++)
            values.AsSpan((y * width) + left, right - left + 1).CopyTo(trimmed.AsSpan((y - top) * (right - left + 1)));
        return new InkPatch(right - left + 1, bottom - top + 1, trimmed);
    }
}
