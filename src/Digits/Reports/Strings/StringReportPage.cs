using Digits.Evaluation;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>The page about a folder of strings. Every figure on it is one of <c>metrics.json</c>.</summary>
internal sealed class StringReportPage
{
    private readonly StringMetrics _metrics;
    private readonly string? _command;
    private readonly HtmlPage _page;
    private readonly SvgPicture _confusion;
    private readonly SvgPicture? _failures;
    private readonly SvgPicture _answered;
    private readonly SvgPicture _reliability;

    internal StringReportPage(string name, StringEvaluation evaluation, string? command)
    {
        (_metrics, _command) = (evaluation.Metrics, command);
        _confusion = StringConfusionPlot.Create(_metrics);
        _failures = StringGallery.Create(evaluation);
        _answered = AnsweredPlot.Create(evaluation.Curve.All);
        _reliability = ReliabilityPlot.Create(_metrics.Reliability, _metrics.Ece);
        string title = $"{name} on {_metrics.Dataset}";
        _page = new HtmlPage($"{title} – Digits report");
        Header(title);
        _page.Writer.Open("main");
        Failures();
        Confidence();
        Digits();
        _page.Writer.Close();
        Reproduction();
        Html = _page.End();
    }

    internal string Html { get; }

    /// <summary>The pictures on the page, which are also written as files.</summary>
    internal IEnumerable<SvgPicture> Pictures => new[] { _confusion, _failures, _answered, _reliability }.OfType<SvgPicture>();

    private void Header(string title)
    {
        string accuracy = ReportNumber.Share("accuracy", _metrics.Accuracy, 1);
        string error = ReportNumber.Share("accuracy_standard_error", _metrics.AccuracyStandardError, 1);
        _page.Writer.Open("header").Element("h1", title)
            .Holding("p", $"{accuracy} <small>± {error} exactly right</small>", ("class", "headline"))
            .Holding(
                "p",
                $"In {ReportNumber.Count("exact", _metrics.Exact)} of {ReportNumber.Count("images", _metrics.Images)} pictures every digit was read, in order, "
                + "and nothing else. ± is the standard error: how much that share would vary on other pictures of the same kind.")
            .Open("dl", ("class", "figures"));
        _page.Figure("Character error rate", ReportNumber.Share("character_error_rate", _metrics.CharacterErrorRate));
        _page.Figure("Digits found and right", ReportNumber.Share("found", _metrics.Found));
        _page.Figure("False digits", ReportNumber.Share("false", _metrics.False));
        _page.Figure("Calibration error", ReportNumber.Share("ece", _metrics.Ece));
        _page.Figure("Right, surest two thirds", ReportNumber.Share("accuracy_of_surest_two_thirds", _metrics.AccuracyOfSurestTwoThirds));
        _page.Figure("Answered, 95 % right", ReportNumber.Share("answered_at_95", _metrics.AnsweredAt95, 1));
        _page.Figure("Answered, 99 % right", ReportNumber.Share("answered_at_99", _metrics.AnsweredAt99, 1));
        _page.Figure("Pictures per second", ReportNumber.Decimal("images_per_second", _metrics.ImagesPerSecond, 0));
        _page.Writer.Close().Open("nav", ("aria-label", "Sections")).Open("ul");
        foreach ((string id, string name) in new[]
        {
            ("failures", "Where it fails"), ("confidence", "How confident it is"), ("digits", "Digit by digit"), ("reproduce", "How to reproduce it"),
        })
        {
            _page.Writer.Holding("li", $"<a href=\"#{id}\">{name}</a>");
        }

        _page.Writer.Close().Close().Close();
    }

    private void Failures()
    {
        _page.Section("failures", "Where it fails");
        _page.Show(
            _confusion,
            "Each row is a digit that is there, each column what was read for it. The column none counts digits that were missed, the row none those "
            + "that were read where there is none.");
        _page.Show(_failures, "Boxes show where digits were read. The percentage is how sure the reader is that it read the whole picture right.");
        _page.Writer.Close();
    }

    private void Confidence()
    {
        _page.Section("confidence", "How confident it is");
        _page.Pair(
            (_answered, "If a person reads the pictures that the reader is least sure of, how many of the others are exactly right?"),
            (_reliability, "Of the pictures read with a confidence of 90 %, a well-calibrated reader gets 90 % right. The calibration error is the mean gap."));
        _page.Table(
            "Accuracy on the pictures that it answers",
            ["Answered", "Exactly right", "Lowest confidence"],
            _metrics.Answered.Select((point, i) => (string[])[
                ReportNumber.Share($"answered[{i}].answered", point.Answered, 1),
                ReportNumber.Share($"answered[{i}].accuracy", point.Accuracy, 1),
                ReportNumber.Decimal($"answered[{i}].threshold", point.Threshold),
            ]));
        _page.Writer.Close();
    }

    private void Digits()
    {
        _page.Section("digits", "Digit by digit");
        _page.Table(
            "How often each digit was found, missed and added",
            ["Digit", "Found and right", "Missed", "Added"],
            Enumerable.Range(0, _metrics.Confusion.Classes).Select(digit => (string[])[
                $"{digit}",
                ReportNumber.Count($"confusion[{digit}][{digit}]", _metrics.Confusion[digit, digit]),
                ReportNumber.Count($"deleted[{digit}]", _metrics.Deleted[digit]),
                ReportNumber.Count($"inserted[{digit}]", _metrics.Inserted[digit]),
            ]).Append([
                "All",
                ReportNumber.Count("digits_right", _metrics.DigitsRight),
                ReportNumber.Count("digits_missed", _metrics.DigitsMissed),
                ReportNumber.Count("digits_added", _metrics.DigitsAdded),
            ]));
        _page.Writer.Close();
    }

    private void Reproduction()
    {
        _page.Writer.Open("footer").Element("h2", "How to reproduce it", ("id", "reproduce"));
        if (_command is not null)
            _page.Writer.Element("pre", _command, ("class", "command"), ("tabindex", "0"));
        _page.Writer.Element("p", "All figures are in metrics.json beside this page, what was read in predictions.csv, the pictures in plots/.").Close();
    }
}
