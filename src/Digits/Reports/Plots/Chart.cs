namespace Digits.Reports;

/// <summary>
/// The frame of a plot: heading, one line of findings, two axes with light lines at their ticks. The vertical axis is named above it, where
/// it reads without turning one's head.
/// </summary>
internal sealed class Chart
{
    internal const double Width = 480;
    private const double Edge = 16;
    private const double Top = 90;
    private const double Bottom = 44;
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
    internal Chart(string title, string finding, (Axis Axis, string Name) x, (Axis Axis, string Name) y, double right = 24, double height = 320)
    {
        (_title, _finding) = (title, finding);
        (XAxis, YAxis) = (x.Axis, y.Axis);
        Height = height;
        Left = Edge + TickGap + YAxis.Ticks.Max(tick => TextSize.Width(tick.Label));
        Area = (Left, Top, Width - right - Left, height - Top - Bottom);
        Svg.Text(Edge, 26, title, ("class", "heading"));
        Svg.Text(Edge, 45, finding, ("class", "soft"));
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

        double free = 0;
        foreach ((double value, string label) in XAxis.Ticks)
        {
            Svg.Element("path", ("class", "grid"), ("d", $"M{SvgWriter.Number(X(value))} {SvgWriter.Number(Area.Y)}v{SvgWriter.Number(Area.Height)}"));
            double half = TextSize.Width(label) / 2;
            if (X(value) - half < free)
                continue;
            Svg.Text(X(value), bottom + 18, label, ("class", "soft middle"));
            free = X(value) + half + TickGap;
        }

        Svg.Element("path", ("class", "axis"), ("d", $"M{SvgWriter.Number(Area.X)} {SvgWriter.Number(bottom)}h{SvgWriter.Number(Area.Width)}"));
    }
}
