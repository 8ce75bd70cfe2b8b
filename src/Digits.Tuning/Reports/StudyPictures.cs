using Digits.Reports.Drawing;

namespace Digits.Tuning.Reports;

/// <summary>The pictures of a study, each drawn once for the page and as a file beside it.</summary>
internal sealed class StudyPictures
{
    /// <summary>How wide pictures of many small parts are; a telephone scrolls them.</summary>
    internal const double Wide = 640;

    internal StudyPictures(StudyView study)
    {
        int[] objectives = [.. Enumerable.Range(0, study.Objectives.Count)];
        History = [.. objectives.Select(objective => TrialHistoryPlot.Create(study, objective))];
        Importance = [.. objectives.Select(objective => ImportancePlot.Create(study, objective)).OfType<SvgPicture>()];
        Slices = [.. objectives.Select(objective => SlicePlot.Create(study, objective)).OfType<SvgPicture>()];
        Parallel = ParallelPlot.Create(study);
        Intermediate = IntermediatePlot.Create(study);
        Pareto = ParetoPlot.Create(study);
        Timeline = TimelinePlot.Create(study);
    }

    /// <summary>Values trial by trial, one an objective.</summary>
    internal IReadOnlyList<SvgPicture> History { get; }

    /// <summary>What matters, one an objective; none where that cannot be told.</summary>
    internal IReadOnlyList<SvgPicture> Importance { get; }

    /// <summary>Values against parameters, one an objective; none where nothing can be drawn.</summary>
    internal IReadOnlyList<SvgPicture> Slices { get; }

    /// <summary>Parallel coordinates.</summary>
    internal SvgPicture? Parallel { get; }

    /// <summary>Values on the way.</summary>
    internal SvgPicture? Intermediate { get; }

    /// <summary>Two objectives against each other.</summary>
    internal SvgPicture? Pareto { get; }

    /// <summary>When trials were at work.</summary>
    internal SvgPicture? Timeline { get; }

    /// <summary>All there are.</summary>
    internal IEnumerable<SvgPicture> All =>
        new[] { Pareto, Parallel, Intermediate, Timeline }.OfType<SvgPicture>().Concat(History).Concat(Importance).Concat(Slices);
}
