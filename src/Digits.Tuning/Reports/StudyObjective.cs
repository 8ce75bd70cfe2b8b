using System.Globalization;
using Digits.Reports.Drawing;

namespace Digits.Tuning.Reports;

/// <summary>What an objective of a study is called, and how its values are written.</summary>
/// <param name="Name">Its name, such as "accuracy".</param>
/// <param name="IsShare">Whether its values are shares of 0 to 1, to be written in per cent.</param>
public sealed record StudyObjective(string Name, bool IsShare = false)
{
    private static readonly (double Size, string Letter)[] _thousands = [(1e9, "G"), (1e6, "M"), (1e3, "k")];

    /// <summary>The name where a sentence begins.</summary>
    internal string Title => PlotText.Capital(Name);

    /// <summary>A value as tables and tooltips show it; a dash where it is none.</summary>
    internal string Text(double value) =>
        IsShare && Scale.IsShare(value) ? PlotText.Percent(value)
        : Math.Abs(value) is >= 10_000 and < 1e15 ? value.ToString("N0", CultureInfo.InvariantCulture)
        : PlotText.Number(value);

    /// <summary>The values of an axis; large ones with a letter for thousands, millions or milliards.</summary>
    internal IReadOnlyList<string> Ticks(IReadOnlyList<double> ticks)
    {
        if (IsShare && ticks.All(Scale.IsShare))
            return PlotText.PercentTicks(ticks);

        (double size, string letter) = _thousands.FirstOrDefault(unit => ticks.Max(Math.Abs) is var most && most >= 10 * unit.Size && most < 1e15, (1, ""));
        return [.. ticks.Select(tick => tick == 0 ? "0" : PlotText.Number(tick / size) + letter)];
    }
}
