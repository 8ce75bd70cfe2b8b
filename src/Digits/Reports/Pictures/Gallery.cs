using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>What all galleries share: a heading, an explanation, and images with frames, tooltips and captions at given places.</summary>
internal sealed class Gallery
{
    /// <summary>Free space at the left and the right.</summary>
    internal const double Margin = 20;

    /// <summary>The width that images and captions have.</summary>
    internal const double Content = 600;

    /// <summary>The size of small text.</summary>
    internal const double Small = 11;

    // Digits are stored as bright ink on dark. On a light page they look like ink on paper; on a dark page like chalk.
    private const string Style =
        "<style>.plot .ink{filter:invert(1)}@media (prefers-color-scheme:dark){.plot .ink{filter:none}}@media print{.plot .ink{filter:invert(1)}}</style>\n";

    private readonly string _name;
    private readonly string _title;
    private readonly SvgWriter _ink = new();

    /// <summary>Begins a gallery.</summary>
    /// <param name="name">The name of its file.</param>
    /// <param name="title">Its heading.</param>
    /// <param name="explanation">How to read it.</param>
    internal Gallery(string name, string title, string explanation)
    {
        _name = name;
        _title = title;
        _ink.Open("g", ("class", "ink"));
        Over.Text(Margin, 30, title, ("class", "heading"));
        Top = Paragraph(Margin, 50, explanation) + 6;
    }

    /// <summary>Where the first row begins.</summary>
    internal double Top { get; }

    /// <summary>What is drawn over the digits.</summary>
    internal SvgWriter Over { get; } = new();

    /// <summary>The place that an image fills within a box: in its middle, enlarged by a whole factor from two on.</summary>
    internal static Box Within(Box box, int width, int height)
    {
        double scale = Math.Min(box.Width / width, box.Height / height);
        if (scale >= 2)
            scale = Math.Floor(scale);
        return new Box(box.X + ((box.Width - (width * scale)) / 2), box.Y + ((box.Height - (height * scale)) / 2), width * scale, height * scale);
    }

    /// <summary>A digit in the colors of ink and paper.</summary>
    /// <returns>The place it fills.</returns>
    internal Box Digit(EmbeddedImage image, Box box, double opacity = 1) => Draw(_ink, image, Within(box, image.Width, image.Height), opacity);

    /// <summary>An image in its own colors.</summary>
    /// <returns>The place it fills.</returns>
    internal Box Image(EmbeddedImage image, Box box) => Draw(Over, image, Within(box, image.Width, image.Height), opacity: 1);

    /// <summary>An image in its own colors, scaled to fill a box.</summary>
    internal void Fill(EmbeddedImage image, Box box) => Draw(Over, image, box, opacity: 1);

    /// <summary>A thin frame that tells what it holds when the pointer rests on it.</summary>
    internal void Frame(Box box, string tooltip) => Frame(box, tooltip, "var(--line)", 1);

    /// <summary>The frame of a wrong prediction: thick, and in the warning color.</summary>
    internal void WrongFrame(Box box, string tooltip) => Frame(box, tooltip, "var(--bad)", 2.5);

    /// <summary>A tick or a cross, 9 by 9.</summary>
    internal void Mark(double x, double y, bool good) => Over.Element(
        "path",
        ("d", $"M{MarkupText.Number(x)} {MarkupText.Number(y)}{(good ? "m0 5l3 3.5l6-8" : "m.5.5l8 8m0-8l-8 8")}"),
        ("fill", "none"),
        ("stroke", good ? "var(--good)" : "var(--bad)"),
        ("stroke-width", 2.2),
        ("stroke-linecap", "round"),
        ("stroke-linejoin", "round"));

    /// <summary>A bar of colors from -limit to limit, with what its ends mean.</summary>
    internal void ColorBar(double y, string below, string above)
    {
        const int Steps = 61;
        float[] ramp = [.. Enumerable.Range(0, Steps).Select(i => (i - (Steps / 2)) / (float)(Steps / 2))];
        Box bar = new((Margin + (Content / 2)) - 90, y, 180, 10);
        Draw(Over, EmbeddedImage.Values(ramp, Steps, 1, 1), bar, opacity: 1);
        Frame(bar, $"{below} – 0 – {above}");
        Over.Text(bar.X - 8, y + 9, below, ("text-anchor", "end"), ("font-size", Small), ("class", "soft"));
        Over.Text(bar.Right + 8, y + 9, above, ("font-size", Small), ("class", "soft"));
    }

    /// <summary>A remark in small gray lines.</summary>
    /// <returns>Where the next line would stand.</returns>
    internal double Paragraph(double x, double y, string text)
    {
        foreach (string line in GalleryText.Lines(text, Content, 12))
        {
            Over.Text(x, y, line, ("class", "soft"));
            y += 17;
        }

        return y;
    }

    /// <summary>The finished picture.</summary>
    /// <param name="description">What it shows, in words.</param>
    /// <param name="bottom">Where its last row ends.</param>
    internal SvgPicture Finish(string description, double bottom)
    {
        _ink.Close();
        return new SvgPicture(_name, _title, description, Content + (2 * Margin), bottom + Margin, Style + _ink + Over);
    }

    private static Box Draw(SvgWriter svg, EmbeddedImage image, Box box, double opacity)
    {
        // Enlarged pixels are meant to be seen; less than twice as large, some would be twice as wide as others, or missing.
        bool enlarged = box.Width >= 2 * image.Width;
        List<(string, object)> attributes = [("x", box.X), ("y", box.Y), ("width", box.Width), ("height", box.Height), ("preserveAspectRatio", "none")];
        if (enlarged)
            attributes.Add(("class", "pixels"));
        if (opacity < 1)
            attributes.Add(("opacity", opacity));
        svg.Element("image", [.. attributes, ("href", image.Uri)]);
        return box;
    }

    private void Frame(Box box, string tooltip, string stroke, double width) => Over.Tooltip(
        tooltip,
        "rect",
        ("x", box.X - (width / 2)),
        ("y", box.Y - (width / 2)),
        ("width", box.Width + width),
        ("height", box.Height + width),
        ("fill", "transparent"),
        ("stroke", stroke),
        ("stroke-width", width));
}
