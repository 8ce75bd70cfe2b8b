namespace Digits.Imaging;

/// <summary>Cuts rows of writing out of a page: each along its own line, with nothing of other rows in it.</summary>
internal static class LineCutter
{
    /// <summary>Above and below the digits so much of their height is left, and at both ends so many columns.</summary>
    private const double Margin = 0.08;
    private const int EndColumns = 4;

    /// <summary>Gaps wider than this share of the digits' height are shortened to it.</summary>
    private const double WidestGap = 0.6;

    /// <summary>Digits that are more times as high as the others do not count for the height of the line.</summary>
    private const double MostRatio = 1.8;

    /// <summary>A longer line is squeezed: nobody writes a number of so many digits.</summary>
    private const int MostColumns = 3200;

    /// <summary>A pixel of the line is the mean of at most so many samples each way.</summary>
    private const int MostSamples = 8;

    /// <summary>Cuts a row.</summary>
    internal static LineCut Cut(PageLayout page, WritingRow row)
    {
        RowFrame frame = new(row, page.Slope);
        List<LinePiece> pieces = LinePiece.Cut(row, frame, WidestGap * row.BodyHeight);
        (double top, double bottom) = Reach(row, frame, pieces);
        double margin = (Margin * (bottom - top)) + 0.5;
        double zoom = LineContrast.LineHeight / (bottom - top + (2 * margin));
        double length = pieces.Sum(piece => piece.Right - piece.Left);
        double across = Math.Min(zoom, (MostColumns - (2 * EndColumns)) / length);
        int columns = Math.Max(1, (int)Math.Round(length * across));
        int width = (columns + (2 * EndColumns) + 3) / 4 * 4;

        double[] along = Along(pieces, columns, across, width, out double[] shifts);
        RowPatch patch = new(page, row, isFine: page.Factor > 1 && zoom > 1.1);
        int samples = Math.Clamp((int)Math.Ceiling(1 / (zoom / (patch.IsFine ? page.Factor : 1))), 1, MostSamples);
        float[] pixels = new float[LineContrast.LineHeight * width];
        for (int column = EndColumns; column < EndColumns + columns; column++)
        {
            for (int y = 0; y < LineContrast.LineHeight; y++)
            {
                double v = top - margin + ((y + 0.5) / zoom) + shifts[column];
                pixels[(y * width) + column] = Mean(patch, frame, along[column], v, 1 / across, 1 / zoom, samples);
            }
        }

        LineContrast.Normalize(pixels);
        return new LineCut(width, pixels, along, frame, top, bottom);
    }

    /// <summary>How far the digits reach above and below the line.</summary>
    private static (double Top, double Bottom) Reach(WritingRow row, RowFrame frame, List<LinePiece> pieces)
    {
        double top = double.PositiveInfinity, bottom = double.NegativeInfinity;
        // What is far higher touches another row.
        double highest = MostRatio * row.BodyHeight;
        foreach (Component body in row.Bodies.Where(body => body.Height <= highest))
        {
            (double left, double upper, double right, double lower) = frame.Box(body);
            double shift = pieces.Find(piece => (left + right) / 2 <= piece.Right)?.Shift ?? 0;
            (top, bottom) = (Math.Min(top, upper - shift), Math.Max(bottom, lower - shift));
        }

        return (top, bottom);
    }

    /// <summary>Where the columns are along the row.</summary>
    private static double[] Along(List<LinePiece> pieces, int columns, double zoom, int width, out double[] shifts)
    {
        double[] along = new double[width];
        Array.Fill(along, double.NaN);
        shifts = new double[width];
        int piece = 0;
        double passed = 0;
        for (int i = 0; i < columns; i++)
        {
            double at = (i + 0.5) / zoom;
            while (piece < pieces.Count - 1 && at - passed > pieces[piece].Right - pieces[piece].Left)
            {
                passed += pieces[piece].Right - pieces[piece].Left;
                piece++;
            }

            along[EndColumns + i] = pieces[piece].Left + at - passed;
            shifts[EndColumns + i] = pieces[piece].Shift;
        }

        return along;
    }

    /// <summary>The mean ink of a rectangle of a row around a place along and across.</summary>
    internal static float Mean(RowPatch patch, RowFrame frame, double u, double v, double width, double height, int samples)
    {
        float sum = 0;
        for (int i = 0; i < samples; i++)
        {
            for (int j = 0; j < samples; j++)
            {
                (double x, double y) = frame.ToPage(
                    u + ((((i + 0.5) / samples) - 0.5) * width), v + ((((j + 0.5) / samples) - 0.5) * height));
                sum += patch.At((float)x, (float)y);
            }
        }

        return sum / (samples * samples);
    }
}
