using Digits.Evaluation;

namespace Digits.Cli;

/// <summary>An evaluation on strings as text and a table for a terminal.</summary>
internal static class StringsText
{
    internal static string Describe(string model, StringMetrics metrics) => $"""
        {model} on {metrics.Dataset}, {metrics.Images:N0} pictures with {metrics.Digits:N0} digits

        {"Exactly right",-26}{Figures.Share(metrics.Accuracy, metrics.AccuracyStandardError)} (standard error), {metrics.Exact:N0} pictures
        {"Character error rate",-26}{Figures.Share(metrics.CharacterErrorRate)}
        {"Digits found and right",-26}{Figures.Share(metrics.Found)} ({metrics.DigitsMisread:N0} misread, {metrics.DigitsMissed:N0} missed)
        {"False digits",-26}{Figures.Share(metrics.False)} ({metrics.DigitsMisread:N0} misread, {metrics.DigitsAdded:N0} where there is none)

        {"Surest two thirds",-26}{Figures.Share(metrics.AccuracyOfSurestTwoThirds)} exactly right
        {"Answered with 95 % right",-26}{Figures.Share(metrics.AnsweredAt95)} of the pictures
        {"Answered with 99 % right",-26}{Figures.Share(metrics.AnsweredAt99)} of the pictures
        {"Calibration error (ECE)",-26}{Figures.Share(metrics.Ece)}
        {"Speed",-26}{metrics.ImagesPerSecond:N0} pictures/s on {metrics.Threads} thread{(metrics.Threads == 1 ? "" : "s")}

        Confusion: each row is a digit that is there, each column what was read for it

        {Confusion(metrics)}
        """.ReplaceLineEndings();

    private static string Confusion(StringMetrics metrics)
    {
        int[] digits = [.. Enumerable.Range(0, metrics.Confusion.Classes)];
        string[] heading = ["", .. digits.Select(digit => $"{digit}"), "missed"];
        IEnumerable<string[]> rows = digits.Select(digit => (string[])[
            $"{digit}",
            .. metrics.Confusion.Row(digit).ToArray().Select(Cell),
            Cell(metrics.Deleted[digit]),
        ]);
        return TextTable.Format([heading, .. rows, ["added", .. metrics.Inserted.Select(Cell), ""]]);
    }

    private static string Cell(long count) => count == 0 ? "·" : $"{count}";
}
