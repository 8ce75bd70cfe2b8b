using Digits.Reports.Drawing;

namespace Digits.Tuning.Reports;

/// <summary>The page of a study.</summary>
internal sealed class StudyPage(StudyView study, StudyPictures pictures)
{
    private const int MostCommands = 5;
    private readonly HtmlPage _page = new($"Study {study.Content.StudyName} – Digits report");
    private readonly StudyTables _tables = new(study);

    private HtmlWriter Writer => _page.Writer;

    private bool HasWay => pictures.Intermediate is not null || study.Count(TrialState.Pruned) > 0;

    private string GivenUpTitle => study.Count(TrialState.Pruned) > 0 ? "What was given up" : "On the way";

    internal string Write()
    {
        StudyHeader.Write(_page, study, _tables.Figures(), Sections());
        Writer.Open("main");
        Best();
        Progress();
        Importance();
        GivenUp();
        Failures();
        Writer.Close().Open("footer")
            .Element(
                "p",
                "The pictures are beside this page, in plots/. The tables of the study are Optuna’s: its own plots and optuna-dashboard open it, too.")
            .Close();
        return _page.End();
    }

    private IEnumerable<(string Id, string Name)> Sections()
    {
        if (study.Best.Count > 0)
            yield return ("best", "The best");
        yield return ("progress", "How it went");
        yield return ("importance", "What matters");
        if (HasWay)
            yield return ("given-up", GivenUpTitle);
        if (study.Count(TrialState.Fail) > 0)
            yield return ("failures", "What failed");
    }

    private void Best()
    {
        if (study.Best.Count == 0)
            return;

        _page.Section("best", "The best");
        if (study.Best.Count == 1)
        {
            Command(study.Best[0]);
            _page.Table("Its parameters", ["Parameter", "Value", "Searched"], _tables.Values(study.Best[0]));
        }

        _page.Show(pictures.Pareto, "Each dot is a trial. The marked ones are the choice: whoever wants more of one objective pays with the other.");
        IReadOnlyList<Trial> shown = study.Objectives.Count == 1 ? [.. study.Ranked(0).Take(10)] : study.Best;
        _page.Table(study.Objectives.Count == 1 ? "The best trials" : "The trials that no other beats", _tables.Headings(), _tables.Trials(shown));
        foreach (Trial trial in study.Best.Where(_ => study.Best.Count > 1).Take(MostCommands))
        {
            Writer.Element("p", $"As {study.Tell(trial)}:");
            Command(trial);
        }

        Writer.Close();
    }

    private void Command(Trial trial)
    {
        if (study.Content.Commands.TryGetValue(trial.Number, out string? command))
            Writer.Element("pre", command, ("class", "command"), ("tabindex", "0"));
    }

    private void Progress()
    {
        _page.Section("progress", "How it went");
        List<(SvgPicture?, string)> pair = [.. pictures.History.Select(picture => ((SvgPicture?)picture, "Each dot is a trial; the line is the best up to "
            + "there. Where it has long been flat, more trials of the same search bring little."))];
        if (pictures.Timeline is not null)
            pair.Add((pictures.Timeline, "Each bar is a trial, from its start to its end."));
        _page.Pair([.. pair]);
        Writer.Close();
    }

    private void Importance()
    {
        _page.Section("importance", "What matters");
        Writer.Element("p", Reliability());
        Together(
            pictures.Importance,
            "By fANOVA: how much the objective changes when this parameter alone changes, averaged over all values of the others that were searched.");
        foreach (SvgPicture picture in pictures.Slices)
            _page.Show(
                picture,
                "Each dot is a complete trial. Dots of late trials crowd where the search found it worth looking; a best value at the edge of an axis says "
                    + "that the range is too small.");

        _page.Show(
            pictures.Parallel,
            "Each line is a complete trial, the stronger the better its objective; follow the best from top to bottom. Choices have a slot each, in which "
                + "trials lie side by side.");
        Writer.Close();
    }

    /// <summary>Pictures of a kind, one an objective, under one caption.</summary>
    private void Together(IReadOnlyList<SvgPicture> pictures, string caption)
    {
        if (pictures.Count == 1)
            _page.Show(pictures[0], caption);
        else if (pictures.Count > 1)
            _page.Pair([.. pictures.Select(picture => ((SvgPicture?)picture, picture == pictures[0] ? caption : ""))]);
    }

    /// <summary>How far the importance can be believed.</summary>
    private string Reliability() => study.Importance[0] switch
    {
        null => $"Which parameters matter is learnt from complete trials: it takes at least {StudyImportance.LeastTrials} that are not all equally good.",
        { Fit: < 0.3 } weak => $"Take this with care: a model of the {weak.Trials} complete trials predicts the {study.Objectives[0].Name} of trials that it "
            + "has not seen hardly better than their mean does. More trials, or random ones, would tell more.",
        var good => $"A model of the {good.Trials} complete trials explains {PlotText.Percent(Math.Min(1, good.Fit), 0)} of the variance of the "
            + $"{study.Objectives[0].Name} of trials that it has not seen. Trials that a sampler chose tell less of the values it avoids.",
    };

    private void GivenUp()
    {
        if (!HasWay)
            return;

        bool any = study.Count(TrialState.Pruned) > 0;
        _page.Section("given-up", GivenUpTitle);
        if (any)
            Writer.Element("p", _tables.Savings());
        _page.Show(pictures.Intermediate, $"A curve a trial.{(any ? " A dot ends those that were given up." : "")}");
        if (any)
            _page.Table("When", [$"After {study.Content.Step}", "Trials", "Of those that came so far"], _tables.GivenUp());
        Writer.Close();
    }

    private void Failures()
    {
        if (study.Count(TrialState.Fail) == 0)
            return;

        _page.Section("failures", "What failed");
        Writer.Open("ul");
        foreach ((string reason, string trials) in _tables.Failures())
            Writer.Holding("li", $"{MarkupText.Escape(reason)} <small>{MarkupText.Escape(trials)}</small>");

        Writer.Close().Close();
    }
}
