using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>Which digit is read as which in strings; digits that were missed or added stand in a column and a row of their own.</summary>
internal static class StringConfusionPlot
{
    private const string None = "none";

    /// <summary>Draws the numbers of digits.</summary>
    internal static SvgPicture Create(StringMetrics metrics)
    {
        int digits = metrics.Confusion.Classes;
        long[] counts = new long[(digits + 1) * (digits + 1)];
        for (int digit = 0; digit < digits; digit++)
        {
            metrics.Confusion.Row(digit).CopyTo(counts.AsSpan(digit * (digits + 1)));
            counts[(digit * (digits + 1)) + digits] = metrics.Deleted[digit];
            counts[(digits * (digits + 1)) + digit] = metrics.Inserted[digit];
        }

        ConfusionMatrix matrix = ConfusionMatrix.FromCounts(digits + 1, counts);
        string[] labels = [.. Enumerable.Range(0, digits).Select(digit => $"{digit}"), None];
        return new ConfusionGrid("confusion", "Which digit is read as which", matrix, labels)
        {
            Strength = (truth, read) => matrix[truth, read],
            Figure = (truth, read) => PlotText.Count(matrix[truth, read]),
            Most = most => PlotText.Count((long)most, "digit"),
            ColumnTotals = true,
            Noun = "digit",
            Summary = $"{PlotText.Count(metrics.DigitsRight)} of {PlotText.Count(metrics.Digits, "digit")} found and right ({PlotText.Percent(metrics.Found)})",
        }.Draw();
    }
}
