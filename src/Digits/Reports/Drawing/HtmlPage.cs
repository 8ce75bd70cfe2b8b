namespace Digits.Reports.Drawing;

/// <summary>A page of sections, figures and tables, in the look of <see cref="HtmlStyle"/>.</summary>
public sealed class HtmlPage
{
    private readonly HtmlWriter _writer = new();

    /// <summary>Begins a page.</summary>
    public HtmlPage(string title)
    {
        _writer.Raw("<!DOCTYPE html>\n").Open("html", ("lang", "en")).Open("head").Raw("<meta charset=\"utf-8\"/>\n")
            .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n").Element("title", title)
            .Raw($"<style>\n{HtmlStyle.Text}{SvgStyle.Text}</style>\n".ReplaceLineEndings("\n")).Close().Open("body");
    }

    /// <summary>Writes anything else.</summary>
    public HtmlWriter Writer => _writer;

    /// <summary>Ends the page.</summary>
    public string End()
    {
        _writer.Close().Close();
        return _writer.ToString();
    }

    /// <summary>Begins a section; the caller closes it.</summary>
    public void Section(string id, string heading) => _writer.Open("section", ("aria-labelledby", id)).Element("h2", heading, ("id", id));

    /// <summary>One of the figures under the headline; the value is markup.</summary>
    public void Figure(string name, string value) => _writer.Open("div").Element("dt", name).Holding("dd", value).Close();

    /// <summary>Pictures side by side where there is room.</summary>
    public void Pair(params ReadOnlySpan<(SvgPicture? Picture, string Caption)> pictures)
    {
        _writer.Open("div", ("class", "pair"));
        foreach ((SvgPicture? picture, string caption) in pictures)
            Show(picture, caption);

        _writer.Close();
    }

    /// <summary>A picture; nothing for null. On a narrow screen, wide pictures are scrolled, as they would be too small to read.</summary>
    public void Show(SvgPicture? picture, string caption)
    {
        const double Narrow = 560;
        if (picture is null)
            return;

        _writer.Open("figure");
        if (picture.Width > Narrow)
            _writer.Holding("div", picture.ToInline(), ("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", picture.Title));
        else
            _writer.Raw(picture.ToInline());

        _writer.Element("figcaption", caption).Close();
    }

    /// <summary>A table whose cells are markup; the first of each row names it.</summary>
    public void Table(string caption, ReadOnlySpan<string> headings, IEnumerable<string[]> rows, string level = "h3")
    {
        _writer.Element(level, caption)
            .Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", caption))
            .Open("table").Open("thead").Open("tr");
        foreach (string heading in headings)
            _writer.Element("th", heading, ("scope", "col"));

        _writer.Close().Close().Open("tbody");
        foreach (string[] row in rows)
        {
            _writer.Open("tr").Holding("th", row[0], ("scope", "row"));
            foreach (string cell in row.AsSpan(1))
                _writer.Holding("td", cell);

            _writer.Close();
        }

        _writer.Close().Close().Close();
    }
}
