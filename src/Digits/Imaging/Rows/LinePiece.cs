namespace Digits.Imaging;

/// <summary>A part of a row that is copied into a line as it is: connected columns, moved across as a whole.</summary>
/// <param name="Left">Where it begins along the row.</param>
/// <param name="Right">Where it ends.</param>
/// <param name="Shift">How far below the row's line its middle is taken to be: digits that are scattered are brought nearer.</param>
internal sealed record LinePiece(double Left, double Right, double Shift)
{
    /// <summary>Digits whose middle is off the line by more than this share of their height are moved to this distance.</summary>
    private const double MostOff = 0.3;

    /// <summary>Cuts a row between its components.</summary>
    /// <param name="row">The row.</param>
    /// <param name="frame">Its coordinates.</param>
    /// <param name="widestGap">Of wider gaps, only this much is kept.</param>
    internal static List<LinePiece> Cut(WritingRow row, RowFrame frame, double widestGap)
    {
        double height = row.BodyHeight;
        List<(double Left, double Right, double Shift)> clusters = [];
        foreach ((Component part, (double Left, double Top, double Right, double Bottom) box) in row.Bodies.Concat(row.Marks)
            .Select(part => (part, frame.Box(part))).OrderBy(pair => pair.Item2.Left))
        {
            double middle = (box.Top + box.Bottom) / 2;
            double shift = row.Bodies.Contains(part) ? middle - Math.Clamp(middle, -MostOff * height, MostOff * height) : double.NaN;
            if (clusters.Count > 0 && box.Left < clusters[^1].Right)
            {
                (double left, double right, double old) = clusters[^1];
                clusters[^1] = (left, Math.Max(right, box.Right), Smaller(old, shift));
            }
            else
            {
                clusters.Add((box.Left, box.Right, shift));
            }
        }

        return Join(clusters, widestGap);
    }

    /// <summary>Of two shifts the smaller one; a mark has none of its own.</summary>
    private static double Smaller(double a, double b) => double.IsNaN(a) || Math.Abs(b) < Math.Abs(a) ? b : a;

    /// <summary>Gives the gaps to the clusters beside them.</summary>
    private static List<LinePiece> Join(List<(double Left, double Right, double Shift)> clusters, double widestGap)
    {
        List<LinePiece> pieces = [];
        double shift = clusters.Select(cluster => cluster.Shift).FirstOrDefault(value => !double.IsNaN(value));
        for (int i = 0; i < clusters.Count; i++)
        {
            shift = double.IsNaN(clusters[i].Shift) ? shift : clusters[i].Shift;
            double before = i == 0 ? 0 : Math.Min(widestGap, clusters[i].Left - clusters[i - 1].Right) / 2;
            double after = i == clusters.Count - 1 ? 0 : Math.Min(widestGap, clusters[i + 1].Left - clusters[i].Right) / 2;
            pieces.Add(new LinePiece(clusters[i].Left - before, clusters[i].Right + after, shift));
        }

        return pieces;
    }
}
