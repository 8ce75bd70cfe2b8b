namespace Digits.Imaging;

/// <summary>Tells pen on paper from ink bright on dark.</summary>
internal static class InkPolarity
{
    /// <summary>
    /// Whether a picture shows dark ink on a bright ground: most of its border is bright, and so is most of the picture. The second guards a bold digit that
    /// reaches around the border of a tight picture.
    /// </summary>
    internal static bool IsInkDark(GrayImage image)
    {
        GrayHistogram all = new(image.Pixels);
        int threshold = all.OtsuThreshold();
        (int border, _) = new GrayHistogram(Border(image)).MedianTo(255);
        return border > threshold && 2 * all.CountTo(threshold) < image.Pixels.Length;
    }

    /// <summary>The outermost pixels, in no particular order.</summary>
    private static byte[] Border(GrayImage image)
    {
        List<byte> border = [.. image.Row(0)];
        if (image.Height > 1)
            border.AddRange(image.Row(image.Height - 1));
        for (int y = 1; y < image.Height - 1; y++)
        {
            border.Add(image.Row(y)[0]);
            if (image.Width > 1)
                border.Add(image.Row(y)[^1]);
        }

        return [.. border];
    }
}
