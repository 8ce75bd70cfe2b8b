using System.Globalization;
using System.Text;

namespace Digits.Evaluation;

/// <summary>The table of precision, recall, F1 and support that scikit-learn's <c>classification_report</c> prints.</summary>
public static class ClassificationReport
{
    private const string LongestHeading = "weighted avg";

    /// <summary>
    /// Formats a result, character by character as scikit-learn does: a row for each class that occurs among labels or
    /// predictions, then accuracy and the two averages; lines end with a line feed.
    /// </summary>
    /// <param name="result">What to show.</param>
    /// <param name="digits">Decimal places of the shares, 0 to 20.</param>
    public static string Format(EvaluationResult result, int digits = 2)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentOutOfRangeException.ThrowIfNegative(digits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 20);

        ClassMetrics[] classes = [.. result.PerClass.Where((c, index) => c.Support + result.Confusion.Predicted(index) > 0)];
        int width = Math.Max(Math.Max(classes.Max(c => c.Label.Length), LongestHeading.Length), digits);
        StringBuilder text = new();

        void Row(string heading, params ReadOnlySpan<string> cells)
        {
            text.Append(heading.PadLeft(width)).Append(' ');
            foreach (string cell in cells)
                text.Append(' ').Append(cell.PadLeft(9));
            text.Append('\n');
        }

        string Share(double value) => FixedPoint(value, digits);
        string images = $"{result.Images}";

        Row("", "precision", "recall", "f1-score", "support");
        text.Append('\n');
        foreach (ClassMetrics c in classes)
            Row(c.Label, Share(c.Precision), Share(c.Recall), Share(c.F1), $"{c.Support}");
        text.Append('\n');
        Row("accuracy", "", "", Share(result.Accuracy), images);
        Row("macro avg", Share(result.Macro.Precision), Share(result.Macro.Recall), Share(result.Macro.F1), images);
        Row(LongestHeading, Share(result.Weighted.Precision), Share(result.Weighted.Recall), Share(result.Weighted.F1), images);
        return text.ToString();
    }

    /// <summary>A share of 0 to 1 with decimal places as Python prints it: of two equally near numbers, .NET takes the larger, Python the even one.</summary>
    private static string FixedPoint(double value, int digits)
    {
        decimal exact = decimal.Parse(value.ToString("F28", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return decimal.Round(exact, digits, MidpointRounding.ToEven).ToString($"F{digits}", CultureInfo.InvariantCulture);
    }
}
