using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>Which class is read as which: rows are the truth, columns the prediction.</summary>
public static class ConfusionPlot
{
    /// <summary>The numbers of images.</summary>
    /// <param name="matrix">The counts <c>[K, K]</c>.</param>
    /// <param name="labels">The names of the classes, <c>[K]</c>.</param>
    /// <exception cref="ArgumentException">There is not one label for each class.</exception>
    public static SvgPicture Counts(ConfusionMatrix matrix, IReadOnlyList<string> labels)
    {
        Check(matrix, labels);
        return new ConfusionGrid("confusion", "Confusion matrix", matrix, labels)
        {
            Strength = (truth, predicted) => matrix[truth, predicted],
            Figure = (truth, predicted) => PlotText.Count(matrix[truth, predicted]),
            Most = most => PlotText.Images((long)most),
            ColumnTotals = true,
        }.Draw();
    }

    /// <summary>The shares of each true class, in percent; a class without images has none.</summary>
    /// <inheritdoc cref="Counts" path="/*[not(self::summary)]" />
    public static SvgPicture Normalized(ConfusionMatrix matrix, IReadOnlyList<string> labels)
    {
        Check(matrix, labels);
        double Share(int truth, int predicted) => (double)matrix[truth, predicted] / Math.Max(1, matrix.Support(truth));
        return new ConfusionGrid("confusion-normalised", "Confusion matrix, percent of each true class", matrix, labels)
        {
            Strength = Share,
            Figure = (truth, predicted) => Short(Share(truth, predicted)),
            Most = share => PlotText.Percent(share),
        }.Draw();
    }

    /// <summary>Percent without the sign. Only 1 is shown as 100, and only 0 as 0.</summary>
    private static string Short(double share) => share switch
    {
        1 => "100",
        > 0.9995 => ">99.9",
        < 0.0005 => "<0.1",
        _ => PlotText.Percent(share, 1)[..^2],
    };

    private static void Check(ConfusionMatrix matrix, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count != matrix.Classes)
            throw new ArgumentException($"{labels.Count} labels, but the matrix has {matrix.Classes} classes.", nameof(labels));
    }
}
