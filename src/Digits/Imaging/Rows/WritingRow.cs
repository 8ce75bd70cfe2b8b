namespace Digits.Imaging;

/// <summary>A row of writing: what may be digits in it, from left to right, and what else belongs to it.</summary>
/// <param name="bodies">Components that may be digits; at least one.</param>
internal sealed class WritingRow(IEnumerable<Component> bodies)
{
    /// <summary>Components that may be digits, from left to right.</summary>
    internal List<Component> Bodies { get; } = [.. bodies.OrderBy(component => component.CenterX)];

    /// <summary>Dots, dashes, and parts of digits.</summary>
    internal List<Component> Marks { get; } = [];

    /// <summary>The median height of the bodies.</summary>
    internal double BodyHeight => Median(Bodies.Select(body => (double)body.Height));

    /// <summary>The median width of the strokes.</summary>
    internal double StrokeWidth => Median(Bodies.Select(body => body.StrokeWidth));

    /// <summary>The median ink of the strokes.</summary>
    internal double Ink => Median(Bodies.Select(body => body.Ink));

    internal double Left => Bodies.Min(body => body.Left);

    internal double Right => Bodies.Max(body => body.Right);

    internal double CenterX => (Left + Right) / 2;

    internal double CenterY => Bodies.Average(body => body.CenterY);

    /// <summary>The rise of the row for each pixel to the right, by the median of the slopes between its bodies (H. Theil, 1950); one body has none.</summary>
    internal double Slope(double otherwise)
    {
        List<double> slopes = [];
        for (int i = 0; i < Bodies.Count; i++)
        {
            for (int j = i + 1; j < Bodies.Count; j++)
            {
                double across = Bodies[j].CenterX - Bodies[i].CenterX;
                if (across > BodyHeight)
                    slopes.Add((Bodies[j].CenterY - Bodies[i].CenterY) / across);
            }
        }

        return slopes.Count == 0 ? otherwise : Median(slopes);
    }

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
