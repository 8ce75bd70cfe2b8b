namespace Digits.Evaluation;

/// <summary>
/// Cohen's kappa: agreement beyond what chance would give; 1 is perfect, 0 is chance (Cohen, "A coefficient of agreement for nominal scales", 1960).
/// </summary>
internal static class CohenKappa
{
    /// <summary>Kappa; null where chance alone would always agree.</summary>
    internal static double? Of(ConfusionMatrix confusion)
    {
        double expected = 0;
        for (int c = 0; c < confusion.Classes; c++)
            expected += (double)confusion.Support(c) * confusion.Predicted(c);

        double total = confusion.Total;
        double disagreements = total - confusion.Correct;
        double byChance = total - (expected / total);
        return byChance == 0 ? null : 1 - (disagreements / byChance);
    }
}
