using Digits.Evaluation;

namespace Digits.Reports;

/// <summary>Which class is taken for which: rows the truth, columns the prediction.</summary>
public static class ConfusionPlot
{
    /// <summary>How many images there are of each kind.</summary>
    /// <param name="matrix">The counts.</param>
    /// <param name="labels">The classes' names, as many as the matrix has classes.</param>
    /// <exception cref="ArgumentException">There are not as many labels as classes.</exception>
    public static SvgPicture Counts(ConfusionMatrix matrix, IReadOnlyList<string> labels)
    {
        Check(matrix, labels);
        ConfusionGrid grid = new(matrix, labels, (truth, predicted) => matrix[truth, predicted], count => Figures.Count((long)count));
        return grid.Draw("confusion", "Confusion matrix", Finding(matrix, labels));
    }

    /// <summary>Of the images of each class, the share taken for each, in percent.</summary>
    /// <param name="matrix">The counts.</param>
    /// <param name="labels">The classes' names, as many as the matrix has classes.</param>
    /// <exception cref="ArgumentException">There are not as many labels as classes.</exception>
    public static SvgPicture Normalised(ConfusionMatrix matrix, IReadOnlyList<string> labels)
    {
        Check(matrix, labels);
        double[] support = [.. Enumerable.Range(0, matrix.Classes).Select(truth => (double)matrix.Support(truth))];
        ConfusionGrid grid = new(
            matrix, labels, (truth, predicted) => support[truth] == 0 ? 0 : matrix[truth, predicted] / support[truth], share => (100 * share).ToString(share >= 0.9995 ? "0" : "0.0"), " %");
        return grid.Draw("confusion-normalised", "Confusion matrix, % of each true class", Worst(matrix, labels, support));
    }

    private static void Check(ConfusionMatrix matrix, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count != matrix.Classes)
            throw new ArgumentException($"{labels.Count} labels for {matrix.Classes} classes; give one for each.", nameof(labels));
    }

    private static string Finding(ConfusionMatrix matrix, IReadOnlyList<string> labels)
    {
        if (matrix.Total == 0)
            return "No image.";
        string right = $"{Figures.Count(matrix.Correct)} of {Figures.Count(matrix.Total)} right ({Figures.Percent(matrix.Accuracy)})";
        (int truth, int predicted) = MostConfused(matrix);
        return truth < 0 ? right : $"{right}; most often: {Short(labels[truth])} taken for {Short(labels[predicted])}, {Times(matrix[truth, predicted])}";
    }

    private static string Worst(ConfusionMatrix matrix, IReadOnlyList<string> labels, double[] support)
    {
        int[] there = [.. Enumerable.Range(0, support.Length).Where(c => support[c] > 0)];
        if (there.Length == 0)
            return "No image.";
        int worst = there.MinBy(c => matrix[c, c] / support[c]);
        double recall = matrix[worst, worst] / support[worst];
        return recall == 1 ? "Every image is right." : $"hardest: {Short(labels[worst])}, of which {Figures.Percent(recall)} are right";
    }

    private static (int Truth, int Predicted) MostConfused(ConfusionMatrix matrix)
    {
        (int, int) most = (-1, -1);
        long count = 0;
        for (int truth = 0; truth < matrix.Classes; truth++)
        {
            for (int predicted = 0; predicted < matrix.Classes; predicted++)
            {
                if (truth != predicted && matrix[truth, predicted] > count)
                    (most, count) = ((truth, predicted), matrix[truth, predicted]);
            }
        }

        return most;
    }

    private static string Times(long count) => count == 1 ? "once" : $"{Figures.Count(count)} times";

    private static string Short(string label) => TextSize.Fit(label, 72);
}
