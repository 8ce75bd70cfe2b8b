namespace Digits.Imaging;

/// <summary>
/// Coordinates along a row: u runs along its line of writing, v across, 0 on the line through the middles of its digits. The line may be tilted and gently
/// curved.
/// </summary>
internal sealed class RowFrame
{
    /// <summary>Steeper rows are of upright digits set askew, and are not turned.</summary>
    private const double SteepestTurn = 0.36;

    /// <summary>A curve is followed where there are so many bodies, and it lowers the mean square distance to this share.</summary>
    private const int LeastForCurve = 6;
    private const double CurveGain = 0.5;

    private readonly double _x, _y, _cos = 1, _sin;
    private readonly double[] _curve;

    /// <summary>The coordinates of the page itself.</summary>
    private RowFrame() => _curve = new double[3];

    internal RowFrame(WritingRow row, double pageSlope)
    {
        double slope = RowFinder.SlopeOf(row, pageSlope);
        if (Math.Abs(slope) <= SteepestTurn)
        {
            double angle = Math.Atan(slope);
            (_cos, _sin) = (Math.Cos(angle), Math.Sin(angle));
        }

        (_x, _y) = (row.CenterX, row.CenterY);
        (double U, double V)[] centers = [.. row.Bodies.Select(body => Turned(body.CenterX, body.CenterY))];
        _curve = Math.Abs(slope) <= SteepestTurn
            ? Curve(centers, row.BodyHeight)
            : LeastSquares.Polynomial(centers, 1) ?? [WritingRow.Median(centers.Select(center => center.V)), 0, 0];
    }

    /// <summary>Coordinates that are those of the page.</summary>
    internal static RowFrame Level { get; } = new();

    /// <summary>The place along and across of a place on the page.</summary>
    internal (double U, double V) ToRow(double x, double y)
    {
        (double u, double v) = Turned(x, y);
        return (u, v - Line(u));
    }

    /// <summary>The place on the page of a place along and across.</summary>
    internal (double X, double Y) ToPage(double u, double v)
    {
        v += Line(u);
        return (_x + (u * _cos) - (v * _sin), _y + (u * _sin) + (v * _cos));
    }

    /// <summary>How far a component reaches along and across.</summary>
    internal (double Left, double Top, double Right, double Bottom) Box(Component component)
    {
        (double left, double top) = (double.PositiveInfinity, double.PositiveInfinity);
        (double right, double bottom) = (double.NegativeInfinity, double.NegativeInfinity);
        foreach (InkRun run in component.Runs)
        {
            for (int end = 0; end < 2; end++)
            {
                (double u, double v) = ToRow(end == 0 ? run.From : run.To - 1, run.Y);
                (left, right) = (Math.Min(left, u - 0.5), Math.Max(right, u + 0.5));
                (top, bottom) = (Math.Min(top, v - 0.5), Math.Max(bottom, v + 0.5));
            }
        }

        return (left, top, right, bottom);
    }

    private (double U, double V) Turned(double x, double y) =>
        (((x - _x) * _cos) + ((y - _y) * _sin), ((y - _y) * _cos) - ((x - _x) * _sin));

    private double Line(double u) => _curve[0] + (u * (_curve[1] + (u * _curve[2])));

    private static double[] Curve((double U, double V)[] centers, double height)
    {
        double[] level = [WritingRow.Median(centers.Select(center => center.V)), 0, 0];
        double span = centers.Max(center => center.U) - centers.Min(center => center.U);
        if (centers.Length < LeastForCurve || span < 5 * height || LeastSquares.Polynomial(centers, 2) is not { } curve)
            return level;
        return MeanSquare(centers, curve) < CurveGain * MeanSquare(centers, level) ? curve : level;
    }

    private static double MeanSquare((double U, double V)[] centers, double[] curve) => centers.Average(center =>
    {
        double distance = center.V - (curve[0] + (center.U * (curve[1] + (center.U * curve[2]))));
        return distance * distance;
    });
}
