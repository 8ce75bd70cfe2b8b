using Digits.Reports.Drawing;

namespace Digits.Tuning.Reports;

/// <summary>The head of a study's page: its best value, what became of its trials, and where to go on the page.</summary>
internal static class StudyHeader
{
    internal static void Write(HtmlPage page, StudyView study, IEnumerable<(string Name, string Value)> figures, IEnumerable<(string Id, string Name)> sections)
    {
        (string figure, string words) = study.Best switch
        {
            [] => ("–", "no trial is complete"),
            [var best, ..] when study.Objectives.Count == 1 => (study.Value(best), $"{study.Objectives[0].Name} in trial {best.Number}"),
            var front => ($"{front.Count}", front.Count == 1 ? "trial beats all others" : "trials that no other beats"),
        };
        page.Writer.Open("header").Element("h1", $"Study {study.Content.StudyName}")
            .Holding("p", $"{MarkupText.Escape(figure)} <small>{MarkupText.Escape(words)}</small>", ("class", "headline"));
        if (study.Content.Warning is { } warning)
            page.Writer.Element("p", warning, ("class", "warning"));

        int left = study.Count(TrialState.Complete) - study.Complete.Count;
        if (left > 0)
            page.Writer.Element(
                "p",
                $"{(left == 1 ? "1 complete trial has an infinite value and is" : $"{left} complete trials have infinite values and are")} left out of "
                    + "everything below.",
                ("class", "warning"));

        page.Writer.Open("dl", ("class", "figures"));
        foreach ((string name, string value) in figures)
            page.Figure(name, MarkupText.Escape(value));

        page.Writer.Close().Open("nav", ("aria-label", "Sections")).Open("ul");
        foreach ((string id, string name) in sections)
            page.Writer.Holding("li", $"<a href=\"#{id}\">{name}</a>");

        page.Writer.Close().Close().Close();
    }
}
