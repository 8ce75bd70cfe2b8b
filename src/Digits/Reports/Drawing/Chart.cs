namespace Digits.Reports.Drawing;

/// <summary>A plot being drawn: a heading with notes below it, axes, and whatever is drawn into <see cref="Svg"/>.</summary>
public sealed class Chart
{
    /// <summary>How wide most plots are, in CSS pixels: two fit beside each other on a page, and one stays legible on a phone.</summary>
    public const double UsualWidth = 480;

    /// <summary>The distance of text from the picture's edges.</summary>
    public const double Margin = 12;

    private readonly string _name;
    private readonly string _title;

    /// <summary>Begins a plot: its heading and notes are drawn.</summary>
    /// <param name="name">A name for the picture's file, without extension; letters, digits and hyphens.</param>
    /// <param name="title">The heading; cut with an ellipsis where it is too long.</param>
    /// <param name="width">Width in CSS pixels.</param>
    /// <param name="height">Height in CSS pixels.</param>
    /// <param name="notes">Lines below the heading.</param>
    public Chart(string name, string title, double width, double height, params ReadOnlySpan<string> notes)
    {
        (_name, _title, Width, Height) = (name, title, width, height);
        Svg.Text(Margin, 22, PlotText.Fit(title, width - (2 * Margin), 14), ("class", "heading"));
        Below = 22;
        foreach (string note in notes)
        {
            Below += 17;
            if (note.Length > 0)
                Svg.Text(Margin, Below, note, ("class", "soft"));
        }
    }

    /// <summary>Draw here.</summary>
    public SvgWriter Svg { get; } = new();

    /// <summary>Width in CSS pixels.</summary>
    public double Width { get; }

    /// <summary>Height in CSS pixels.</summary>
    public double Height { get; }

    /// <summary>The base line of the last note.</summary>
    public double Below { get; }

    /// <summary>The area for data: below the heading, right of an axis with such labels, above an axis with a name.</summary>
    public PlotArea Area(double top, IReadOnlyList<string> leftLabels, double right = 2 * Margin, double bottom = 48) =>
        new(Math.Round(Margin + leftLabels.DefaultIfEmpty("").Max(label => PlotText.Width(label)) + 6), top, Width - right, Height - bottom);

    /// <summary>Grid lines across the area, with labels on the left.</summary>
    public void LeftAxis(PlotArea area, Scale y, IReadOnlyList<string> labels)
    {
        foreach ((double tick, string label) in y.Ticks.Zip(labels))
        {
            double place = y.At(tick);
            Line("grid", new(area.Left, place), new(area.Right, place));
            Svg.Text(area.Left - 6, place + 4, label, ("class", "soft figures end tick-y"));
        }
    }

    /// <summary>A line below the area with ticks, labels and the axis's name.</summary>
    public void BottomAxis(PlotArea area, Scale x, IReadOnlyList<string> labels, string name, bool grid = false)
    {
        foreach ((double tick, string label) in x.Ticks.Zip(labels))
        {
            double place = x.At(tick);
            if (grid)
                Line("grid", new(place, area.Top), new(place, area.Bottom));
            Line("axis", new(place, area.Bottom), new(place, area.Bottom + 4));
            Svg.Text(place, area.Bottom + 17, label, ("class", "soft figures middle tick-x"));
        }

        Line("axis", new(area.Left, area.Bottom), new(area.Right, area.Bottom));
        Svg.Text((area.Left + area.Right) / 2, area.Bottom + 35, name, ("class", "middle"));
    }

    /// <summary>A straight line; the style is a class of the report's style sheet, such as <c>grid</c> or <c>axis</c>.</summary>
    public void Line(string style, Point from, Point to) =>
        Svg.Element("line", ("class", style), ("x1", from.X), ("y1", from.Y), ("x2", to.X), ("y2", to.Y));

    /// <summary>Writes in the middle of the area why it is empty.</summary>
    public void Nothing(PlotArea area, string text) =>
        Svg.Text((area.Left + area.Right) / 2, (area.Top + area.Bottom) / 2, text, ("class", "soft middle"));

    /// <summary>The finished picture.</summary>
    /// <param name="description">What it shows, in one sentence with its main figures, for readers who cannot see it.</param>
    public SvgPicture Finish(string description) => new(_name, _title, description, Width, Height, Svg.ToString());
}
