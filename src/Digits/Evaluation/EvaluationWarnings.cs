namespace Digits.Evaluation;

/// <summary>Where a figure is 0 for want of images, not for want of skill: what scikit-learn warns of as an ill-defined metric.</summary>
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
            warnings.Add($"No image is of {Classes(absent)}: recall and F1 are given as 0 there, and no ROC AUC or average precision.");

        if (unread.Length > 0)
            warnings.Add($"No image was read as {Classes(unread)}: precision and F1 are given as 0 there.");

        return [.. warnings];
    }

    private static string Classes(string[] names)
    {
        string rest = names.Length > MostNames ? $" and {names.Length - MostNames} more" : "";
        return $"class {string.Join(", ", names.Take(MostNames))}{rest}";
    }
}
