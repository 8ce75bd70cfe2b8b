using Digits.Reports.Drawing;

namespace Digits.Tuning.Reports;

/// <summary>
/// An axis for an objective's values. Where these span much, it is logarithmic; of shares near 1, in what is missing to 1: between 99 % and 99.5 % lies as much
/// as between 90 % and 95 %. A few values that
/// are far worse than all others would leave these no room: they stand at the axis's end.
/// </summary>
/// <param name="Scale">Where values stand, or, with <paramref name="OfErrors"/>, what is missing to 1.</param>
/// <param name="Labels">One a tick.</param>
/// <param name="OfErrors">Whether the scale is one of what is missing to 1.</param>
/// <param name="Least">The least value that has a place of its own.</param>
/// <param name="Most">The greatest.</param>
internal sealed record ObjectiveAxis(Scale Scale, IReadOnlyList<string> Labels, bool OfErrors, double Least, double Most)
{
    private const double Farthest = 3;

    /// <summary>What a plot says of the axis; nothing where it is an even one that holds all values.</summary>
    internal string Remark { get; private init; } = "";

    /// <summary>An axis for values.</summary>
    internal static ObjectiveAxis Covering(StudyObjective objective, StudyDirection direction, IReadOnlyCollection<double> values, double start, double end)
    {
        (double least, double most) = Usual(direction, values);
        double[] inside = [.. values.Where(value => value >= least && value <= most)];
        (Scale scale, bool ofErrors) = For(objective, inside, least, most, start, end);
        return new ObjectiveAxis(
            scale,
            ofErrors ? PlotText.PercentTicks([.. scale.Ticks.Select(tick => Math.Max(0, 1 - tick))]) : objective.Ticks(scale.Ticks),
            ofErrors,
            least,
            most)
        {
            Remark = (ofErrors ? ", by the error’s logarithm" : scale is LogScale ? ", logarithmic scale" : "") + (inside.Length < values.Count
                ? $"; {values.Count - inside.Length} worse at the edge"
                : ""),
        };
    }

    /// <summary>The place of a value.</summary>
    internal double At(double value)
    {
        double inside = Math.Clamp(value, Least, Most);
        return Scale.At(OfErrors ? Math.Max(1 - inside, Scale.From) : inside);
    }

    /// <summary>Whether a value has a place of its own.</summary>
    internal bool Holds(double value) => value >= Least && value <= Most;

    /// <summary>All values but those that are several times as far from the best as nine of ten are.</summary>
    private static (double Least, double Most) Usual(StudyDirection direction, IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
            return (0, 1);

        double[] sorted = [.. values.Order()];
        bool isMax = direction == StudyDirection.Maximize;
        (double best, double usual) = isMax ? (sorted[^1], sorted[sorted.Length / 10]) : (sorted[0], sorted[^((sorted.Length / 10) + 1)]);
        double limit = best + (Farthest * (usual - best));
        return isMax ? (sorted.First(value => value >= limit), best) : (best, sorted.Last(value => value <= limit));
    }

    private static (Scale Scale, bool OfErrors) For(StudyObjective objective, double[] values, double least, double most, double start, double end)
    {
        if (!objective.IsShare || !Scale.IsShare(least) || !Scale.IsShare(most))
            return (least > 1e-100 && most > 10 * least ? LogScale.Covering(least, most, start, end) : LinearScale.Covering(least, most, start, end), false);

        if (values.Length > 0 && most >= 0.9 && 1 - least >= 4 * (1 - most))
        {
            // What is all right has no logarithm: it stands where half of the least error does.
            double error = values.Where(value => value < 1).Select(value => 1 - value).DefaultIfEmpty(1e-3).Min();
            return (LogScale.Covering(most == 1 ? Math.Max(error / 2, 1e-5) : error, Math.Max(1 - least, 1e-5), end, start), true);
        }

        // A single value, or nearly so, gets some room around it.
        double spread = Math.Max(0, 0.001 - (most - least));
        return (LinearScale.Covering(Math.Max(0, least - spread), Math.Min(1, most + spread), start, end), false);
    }
}
