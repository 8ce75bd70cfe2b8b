using Digits.Reports.Drawing;

namespace Digits.Tuning.Reports;

/// <summary>One of the axes of <see cref="ParallelPlot"/>, from left to right.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Y">Where it lies.</param>
/// <param name="Scale">Where values stand.</param>
/// <param name="Labels">One a tick.</param>
/// <param name="X">Where a trial stands.</param>
internal sealed record ParallelRow(string Name, double Y, Scale Scale, IReadOnlyList<string> Labels, Func<Trial, double> X)
{
    private const double Edge = 8;

    // Left of the values of a parameter that some trials miss there is a place for these.
    private const double GapAt = 20;
    private const double GapWidth = 72;

    /// <summary>How much of the width before the axis is the name's.</summary>
    internal const double NameGap = 14;

    /// <summary>Whether it is an objective, which stands out.</summary>
    internal bool IsObjective { get; private init; }

    /// <summary>Where trials stand that miss the parameter; null where none does.</summary>
    internal double? Missing { get; private init; }

    /// <summary>The axis of an objective; better is to the right in each.</summary>
    internal static ParallelRow Of(StudyView study, int objective, double y, double left, double right)
    {
        StudyDirection direction = study.History.Directions[objective];
        (double start, double end) = direction == StudyDirection.Maximize ? (left + Edge, right) : (right, left + Edge);
        ObjectiveAxis axis = ObjectiveAxis.Covering(
            study.Objectives[objective],
            direction,
            [.. study.Ranked(0).Select(trial => trial.Values[objective])],
            start,
            end);
        return new ParallelRow(study.Objectives[objective].Name, y, axis.Scale, axis.Labels, trial => axis.At(trial.Values[objective])) { IsObjective = true };
    }

    /// <summary>The axis of a parameter.</summary>
    internal static ParallelRow Of(StudyView study, ParameterAxis axis, double y, double left, double right)
    {
        (Scale scale, IReadOnlyList<string> labels) = axis.Between(axis.IsAlways ? left + Edge : left + GapWidth, right);
        if (axis.IsCategory)
            labels = [.. labels.Select(label => PlotText.Fit(label, ((right - scale.Start) / labels.Count) - 6, 11))];

        Dictionary<int, double> shifts = axis.IsCategory ? Shifts(study.Ranked(0), axis) : [];
        return new ParallelRow(
            axis.Name,
            y,
            scale,
            labels,
            trial => axis.Has(trial) ? scale.At(trial.Parameters[axis.Name] + shifts.GetValueOrDefault(trial.Number)) : left + GapAt)
        {
            Missing = axis.IsAlways ? null : left + GapAt,
        };
    }

    /// <summary>What lies under the lines.</summary>
    internal void DrawAxis(Chart chart)
    {
        chart.Line("axis", new(Math.Min(Scale.Start, Scale.End), Y), new(Math.Max(Scale.Start, Scale.End), Y));
        foreach (double place in Scale.Ticks.Select(Scale.At))
            chart.Line("axis", new(place, Y - 3), new(place, Y + 3));
    }

    /// <summary>What lies on top of the lines: the name, and as many labels as fit.</summary>
    internal void DrawWords(Chart chart, double left)
    {
        chart.Svg.Text(left - NameGap, Y + 4, PlotText.Fit(Name, ParallelPlot.MostName, 11.5), ("class", IsObjective ? "end strong" : "end"));
        if (Missing is { } missing)
            chart.Svg.TextOnTop(missing, Y + 17, "not used", "soft small middle");

        double free = double.NegativeInfinity;
        foreach ((double place, string label) in Scale.Ticks.Select(Scale.At).Zip(Labels).OrderBy(tick => tick.First))
        {
            double half = PlotText.Width(label, 11) / 2;
            if (place - half < free)
                continue;

            free = place + half + 8;
            chart.Svg.TextOnTop(place, Y + 17, label, "soft small figures middle");
        }
    }

    /// <summary>Trials of one choice lie side by side in its slot, better ones to the right, so that it shows how many they are.</summary>
    private static Dictionary<int, double> Shifts(IEnumerable<Trial> ranked, ParameterAxis axis) =>
        ranked.Where(axis.Has).GroupBy(trial => trial.Parameters[axis.Name])
        .SelectMany(choice => choice.Reverse().Select((trial, i) => (trial.Number, Shift: 0.55 * (((i + 0.5) / choice.Count()) - 0.5))))
        .ToDictionary(pair => pair.Number, pair => pair.Shift);
}
