namespace Digits.Imaging;

/// <summary>A row of writing as a picture of <see cref="LineContrast.LineHeight"/> rows, straight and with short gaps.</summary>
/// <param name="Width">The number of columns.</param>
/// <param name="Pixels">The pixels, <c>[LineHeight, Width]</c>, as <see cref="LineContrast"/> leaves them.</param>
/// <param name="Along">Where each column is along the row; not a number in the margin.</param>
/// <param name="Frame">The row's coordinates.</param>
/// <param name="Top">The upper edge of the digits, across.</param>
/// <param name="Bottom">Their lower edge, across.</param>
internal sealed record LineCut(int Width, float[] Pixels, double[] Along, RowFrame Frame, double Top, double Bottom)
{
    /// <summary>The height of the digits in pixels of the work plane.</summary>
    internal double DigitHeight => Bottom - Top;

    /// <summary>Where columns from one to before another are along the row.</summary>
    internal (double Left, double Right) Range(double from, double to)
    {
        int first = Math.Clamp((int)from, 0, Width - 1), last = Math.Clamp((int)Math.Ceiling(to) - 1, first, Width - 1);
        while (first < last && double.IsNaN(Along[first]))
            first++;
        while (last > first && double.IsNaN(Along[last]))
            last--;
        if (double.IsNaN(Along[first]))
        {
            // Wholly in a margin: the end of the row that is nearer.
            double end = first < Width / 2 ? Along.First(value => !double.IsNaN(value)) : Along.Last(value => !double.IsNaN(value));
            return (end, end);
        }

        double step = last > first ? (Along[last] - Along[first]) / (last - first) : 1;
        return (Along[first] - (step / 2), Along[last] + (step / 2));
    }

    /// <summary>The box in the picture of the ink in columns from one to before another; of the columns themselves where there is none.</summary>
    internal (int X, int Y, int Width, int Height) Box(PageLayout page, double from, double to)
    {
        (double left, double right) = Range(from, to);
        (int Left, int Top, int Right, int Bottom) box = (int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);
        foreach (InkRun run in page.Components.SelectMany(part => part.Runs))
        {
            for (int x = run.From; x < run.To; x++)
            {
                (double u, double v) = Frame.ToRow(x, run.Y);
                if (u >= left && u < right && v >= Top && v <= Bottom)
                    box = (Math.Min(box.Left, x), Math.Min(box.Top, run.Y), Math.Max(box.Right, x + 1), Math.Max(box.Bottom, run.Y + 1));
            }
        }

        if (box.Right < box.Left)
        {
            (double x, double y) = Frame.ToPage(left, Top);
            (double endX, double endY) = Frame.ToPage(right, Bottom);
            box = ((int)Math.Min(x, endX), (int)Math.Min(y, endY), (int)Math.Ceiling(Math.Max(x, endX)), (int)Math.Ceiling(Math.Max(y, endY)));
        }

        return page.InPicture(box.Left, box.Top, box.Right, box.Bottom);
    }

    /// <summary>The picture, for people.</summary>
    internal GrayImage ToImage() => new Plane(Width, LineContrast.LineHeight, Pixels).ToImage();
}
