namespace Digits.Imaging;

/// <summary>A row of writing: what may be digits in it, from left to right, and what else belongs to it.</summary>
internal sealed class WritingRow
{
    private readonly List<Component> _bodies;

    /// <summary>The median slope between the bodies; not a number where there is none, null where it is not known yet.</summary>
    private double? _slope;

    /// <summary>Makes a row.</summary>
    /// <param name="bodies">Components that may be digits; at least one.</param>
    internal WritingRow(IEnumerable<Component> bodies)
    {
        _bodies = [.. bodies.OrderBy(component => component.CenterX)];
        Measure();
    }

    /// <summary>Components that may be digits, from left to right.</summary>
    internal IReadOnlyList<Component> Bodies => _bodies;

    /// <summary>Dots, dashes, and parts of digits.</summary>
    internal List<Component> Marks { get; } = [];

    /// <summary>The median height of the bodies.</summary>
    internal double BodyHeight { get; private set; }

    /// <summary>The median width of the strokes.</summary>
    internal double StrokeWidth { get; private set; }

    /// <summary>The median ink of the strokes.</summary>
    internal double Ink { get; private set; }

    internal double Left { get; private set; }

    internal double Right { get; private set; }

    internal double CenterX => (Left + Right) / 2;

    internal double CenterY { get; private set; }

    /// <summary>Drops bodies; all of them may go.</summary>
    internal void Drop(Predicate<Component> isOdd)
    {
        if (_bodies.RemoveAll(isOdd) > 0 && _bodies.Count > 0)
            Measure();
    }

    /// <summary>The rise of the row for each pixel to the right, by the median of the slopes between its bodies (H. Theil, 1950); one body has none.</summary>
    internal double Slope(double otherwise)
    {
        _slope ??= MedianSlope();
        return double.IsNaN(_slope.Value) ? otherwise : _slope.Value;
    }

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private void Measure()
    {
        BodyHeight = Median(_bodies.Select(body => (double)body.Height));
        StrokeWidth = Median(_bodies.Select(body => body.StrokeWidth));
        Ink = Median(_bodies.Select(body => body.Ink));
        Left = _bodies.Min(body => body.Left);
        Right = _bodies.Max(body => body.Right);
        CenterY = _bodies.Average(body => body.CenterY);
        _slope = null;
    }

    private double MedianSlope()
    {
        List<double> slopes = [];
        for (int i = 0; i < _bodies.Count; i++)
        {
            for (int j = i + 1; j < _bodies.Count; j++)
            {
                double across = _bodies[j].CenterX - _bodies[i].CenterX;
                if (across > BodyHeight)
                    slopes.Add((_bodies[j].CenterY - _bodies[i].CenterY) / across);
            }
        }

        return slopes.Count == 0 ? double.NaN : Median(slopes);
    }
}
