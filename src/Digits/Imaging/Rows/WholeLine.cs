namespace Digits.Imaging;

/// <summary>
/// Takes a whole picture for one line of writing, such as a field that was cut out of a form or a check, on whatever ground: it is cut above and below to the
/// reach of what looks like digits, and otherwise left as it is.
/// </summary>
internal static class WholeLine
{
    /// <summary>Above and below the digits so much of their height is left, and a pixel.</summary>
    private const double Margin = 0.08;

    /// <summary>Columns of ground at both ends.</summary>
    private const int EndColumns = 4;

    /// <summary>Digits are at least this share as high as the highest of them.</summary>
    private const double LeastShare = 0.4;

    private const int MostColumns = 3200, MostSamples = 8;

    /// <summary>Cuts the line.</summary>
    internal static LineCut Cut(PageLayout page)
    {
        (double top, double bottom) = Reach(page);
        double margin = (Margin * (bottom - top)) + 1;
        (double from, double to) = (Math.Max(-0.5, top - margin), Math.Min(page.Height - 0.5, bottom + margin));
        double zoom = LineContrast.LineHeight / (to - from);
        int columns = Math.Clamp((int)Math.Round(page.Width * zoom), 4, MostColumns);
        double across = columns / (double)page.Width;
        int width = (columns + (2 * EndColumns) + 3) / 4 * 4;
        int samples = Math.Clamp((int)Math.Ceiling(page.Factor / zoom), 1, MostSamples);
        double[] along = new double[width];
        Array.Fill(along, double.NaN);
        float[] line = new float[LineContrast.LineHeight * columns];
        for (int x = 0; x < columns; x++)
        {
            double u = along[EndColumns + x] = ((x + 0.5) / across) - 0.5;
            for (int y = 0; y < LineContrast.LineHeight; y++)
                line[(y * columns) + x] = Mean(page, u, from + ((y + 0.5) / zoom), 1 / across, 1 / zoom, samples);
        }

        LineContrast.Normalize(line);
        float[] pixels = new float[LineContrast.LineHeight * width];
        for (int y = 0; y < LineContrast.LineHeight; y++)
            line.AsSpan(y * columns, columns).CopyTo(pixels.AsSpan((y * width) + EndColumns));
        return new LineCut(width, pixels, along, RowFrame.Level, top, bottom);
    }

    /// <summary>
    /// The rows between which there are digits: those of the components that are high, where one may be far higher because it touches something.
    /// </summary>
    private static (double Top, double Bottom) Reach(PageLayout page)
    {
        Component[] parts = [.. page.Components.Where(part => part.Height >= 4 && part.Height > 1.5 * part.StrokeWidth)];
        if (parts.Length == 0)
            return (-0.5, page.Height - 0.5);
        int highest = parts.Max(part => part.Height);
        double usual = WritingRow.Median(parts.Where(part => part.Height >= 0.25 * highest).Select(part => (double)part.Height));
        double least = LeastShare * Math.Min(highest, 1.3 * usual);
        Component[] digits = [.. parts.Where(part => part.Height >= least)];
        return (digits.Min(part => part.Top) - 0.5, digits.Max(part => part.Bottom) - 0.5);
    }

    private static float Mean(PageLayout page, double x, double y, double width, double height, int samples)
    {
        float sum = 0;
        for (int i = 0; i < samples; i++)
        {
            for (int j = 0; j < samples; j++)
                sum += page.DarknessAt((float)(x + ((((i + 0.5) / samples) - 0.5) * width)), (float)(y + ((((j + 0.5) / samples) - 0.5) * height)));
        }

        return sum / (samples * samples);
    }
}
