namespace Digits.Reports;

/// <summary>A plot in the making: a heading with notes below it, axes, and what the plot draws into <see cref="Svg"/>.</summary>
internal sealed class Chart
{
    /// <summary>How wide most plots are, in CSS pixels: two fit beside each other on a page, and one stays legible on a telephone.</summary>
    internal const double UsualWidth = 480;

    /// <summary>The distance of text from the picture's edges.</summary>
    internal const double Margin = 12;

    private readonly string _name;
    private readonly string _title;

    internal Chart(string name, string title, double width, double height, params ReadOnlySpan<string> notes)
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

    internal SvgWriter Svg { get; } = new();

    internal double Width { get; }

    internal double Height { get; }

    /// <summary>The base line of the last note.</summary>
    internal double Below { get; }

    /// <summary>Where data go: below the heading, right of an axis with such labels, above an axis with a name.</summary>
    internal PlotArea Area(double top, IReadOnlyList<string> leftLabels, double right = 2 * Margin, double bottom = 48) =>
        new(Math.Round(Margin + leftLabels.DefaultIfEmpty("").Max(label => PlotText.Width(label)) + 6), top, Width - right, Height - bottom);

    /// <summary>Grid lines across the area, with labels on the left.</summary>
    internal void LeftAxis(PlotArea area, Scale y, IReadOnlyList<string> labels)
    {
        foreach ((double tick, string label) in y.Ticks.Zip(labels))
        {
            double place = y.At(tick);
            Line("grid", new(area.Left, place), new(area.Right, place));
            Svg.Text(area.Left - 6, place + 4, label, ("class", "soft figures end tick-y"));
        }
    }

    /// <summary>A line below the area with ticks, labels and the axis's name.</summary>
    internal void BottomAxis(PlotArea area, Scale x, IReadOnlyList<string> labels, string name, bool grid = false)
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

    internal void Line(string style, Point from, Point to) =>
        Svg.Element("line", ("class", style), ("x1", from.X), ("y1", from.Y), ("x2", to.X), ("y2", to.Y));

    /// <summary>Says in the middle of the area that there is nothing to see.</summary>
    internal void Nothing(PlotArea area, string text) =>
        Svg.Text((area.Left + area.Right) / 2, (area.Top + area.Bottom) / 2, text, ("class", "soft middle"));

    internal SvgPicture Finish(string description) => new(_name, _title, description, Width, Height, Svg.ToString());
}
