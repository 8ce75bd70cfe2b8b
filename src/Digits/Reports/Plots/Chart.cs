namespace Digits.Reports;

/// <summary>
/// The frame of a plot: heading, one line of findings, two axes with light lines at their ticks. The vertical axis is named above it, where
/// it reads without turning one's head.
/// </summary>
internal sealed class Chart
{
    internal const double Width = 480;
    internal const double Edge = 16;
    internal const double Top = 90;
    internal const double Bottom = 44;
    private const double TickGap = 8;

    private readonly string _title;
    private readonly string _finding;

    /// <summary>Draws the frame.</summary>
    /// <param name="title">What the plot is called.</param>
    /// <param name="finding">What it shows, in one line.</param>
    /// <param name="x">The horizontal axis and its name.</param>
    /// <param name="y">The vertical axis and its name.</param>
    /// <param name="right">Room to the right of the axes, for labels.</param>
    /// <param name="height">Of the whole plot.</param>
    /// <param name="bottom">Room under the axes.</param>
    internal Chart(string title, string finding, (Axis Axis, string Name) x, (Axis Axis, string Name) y, double right = 24, double height = 320, double bottom = Bottom)
    {
        (_title, _finding) = (title, finding);
        (XAxis, YAxis) = (x.Axis, y.Axis);
        Height = height;
        Left = Edge + TickGap + YAxis.Ticks.Select(tick => TextSize.Width(tick.Label)).DefaultIfEmpty().Max();
        Area = (Left, Top, Width - right - Left, height - Top - bottom);
        Svg.Text(Edge, 26, title, ("class", "heading"));
        Svg.Text(Edge, 45, TextSize.Fit(finding, Width - 2 * Edge), ("class", "soft"));
        Svg.Text(Edge, Top - 22, y.Name, ("class", "soft"));
        Svg.Text(Area.X + Area.Width, height - 8, x.Name, ("class", "soft end"));
        DrawTicks();
    }

    internal SvgWriter Svg { get; } = new();

    internal Axis XAxis { get; }

    internal Axis YAxis { get; }

    internal double Height { get; }

    private double Left { get; }

    /// <summary>The rectangle between the axes.</summary>
    internal (double X, double Y, double Width, double Height) Area { get; }

    internal double X(double value) => Area.X + XAxis.Place(value) * Area.Width;

    internal double Y(double value) => Area.Y + (1 - YAxis.Place(value)) * Area.Height;

    /// <summary>Cuts off at the axes what is drawn meanwhile.</summary>
    /// <param name="name">The plot's name.</param>
    /// <param name="draw">Draws.</param>
    internal void Clip(string name, Action draw)
    {
        string id = $"{name}-area";
        // Half a line's width of room, so that a line along the edge is whole.
        Svg.Open("clipPath", ("id", id)).Element("rect", ("x", Area.X - 2), ("y", Area.Y - 2), ("width", Area.Width + 4), ("height", Area.Height + 2)).Close();
        Svg.Open("g", ("clip-path", $"url(#{id})"));
        draw();
        Svg.Close();
    }

    /// <summary>The plot as it is drawn so far.</summary>
    internal SvgPicture ToPicture(string name) => new(name, _title, _finding, Width, Height, Svg.ToString());

    private void DrawTicks()
    {
        double bottom = Area.Y + Area.Height;
        foreach ((double value, string label) in YAxis.Ticks)
        {
            Svg.Element("path", ("class", "grid"), ("d", $"M{SvgWriter.Number(Area.X)} {SvgWriter.Number(Y(value))}h{SvgWriter.Number(Area.Width)}"));
            Svg.Text(Area.X - TickGap, Y(value) + 4, label, ("class", "soft end"));
        }

        int stride = Stride();
        for (int i = 0; i < XAxis.Ticks.Count; i++)
        {
            (double value, string label) = XAxis.Ticks[i];
            Svg.Element("path", ("class", "grid"), ("d", $"M{SvgWriter.Number(X(value))} {SvgWriter.Number(Area.Y)}v{SvgWriter.Number(Area.Height)}"));
            if (i % stride == 0)
                Svg.Text(X(value), bottom + 18, label, ("class", "soft middle"));
        }

        Svg.Element("path", ("class", "axis"), ("d", $"M{SvgWriter.Number(Area.X)} {SvgWriter.Number(bottom)}h{SvgWriter.Number(Area.Width)}"));
    }

    // Every how many ticks a label stands, so that none touches the next.
    private int Stride()
    {
        int count = XAxis.Ticks.Count;
        for (int stride = 1; stride < count; stride++)
        {
            if (Enumerable.Range(0, (count - 1) / stride).All(i => Fit(XAxis.Ticks[i * stride], XAxis.Ticks[(i + 1) * stride])))
                return stride;
        }

        return Math.Max(1, count);

        bool Fit((double Value, string Label) left, (double Value, string Label) right) =>
            X(right.Value) - X(left.Value) >= (TextSize.Width(left.Label) + TextSize.Width(right.Label)) / 2 + TickGap;
    }
}
