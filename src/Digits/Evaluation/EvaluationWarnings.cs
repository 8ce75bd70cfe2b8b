namespace Digits.Evaluation;

/// <summary>Warns of metrics that are 0 because images are missing, not because the model is bad: scikit-learn calls them ill-defined.</summary>
internal static class EvaluationWarnings
{
    private const int MostNames = 10;

    internal static string[] Of(ConfusionMatrix confusion, IReadOnlyList<string> labels)
    {
        int[] classes = [.. Enumerable.Range(0, confusion.Classes)];
        string[] absent = [.. classes.Where(c => confusion.Support(c) == 0).Select(c => labels[c])];
        string[] unread = [.. classes.Where(c => confusion.Support(c) > 0 && confusion.Predicted(c) == 0).Select(c => labels[c])];
        List<string> warnings = [];
        if (absent.Length > 0)
            warnings.Add($"No image is of {Classes(absent)}: recall and F1 are 0 there, and ROC AUC and average precision are missing.");

        if (unread.Length > 0)
            warnings.Add($"No image was read as {Classes(unread)}: precision and F1 are 0 there.");

        return [.. warnings];
    }

    private static string Classes(string[] names)
    {
        string rest = names.Length > MostNames ? $" and {names.Length - MostNames} more" : "";
        return $"class {string.Join(", ", names.Take(MostNames))}{rest}";
    }
}
