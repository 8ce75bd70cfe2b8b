using System.Text.Json;
using Digits.Data;
using Digits.Evaluation;
using Digits.Imaging;
using Digits.Reading;
using Digits.Reports;

namespace Digits.Tests.Evaluation.Strings;

public sealed class StringEvaluationTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Figures_are_those_of_an_example_counted_by_hand()
    {
        // Exact, one replaced, one missed, one added, and a blank page on which nothing is read.
        StringMetrics metrics = Evaluate(("12", "12", 0.9), ("345", "395", 0.8), ("667", "67", 0.7), ("8", "81", 0.6), ("", "", 0)).Metrics;

        (metrics.Images, metrics.Exact, metrics.Accuracy).ShouldBe((5, 2, 0.4));
        metrics.AccuracyStandardError.ShouldBe(Math.Sqrt(0.4 * 0.6 / 5), 1e-12);
        (metrics.Digits, metrics.DigitsRight, metrics.DigitsMisread, metrics.DigitsMissed, metrics.DigitsAdded).ShouldBe((9, 7, 1, 1, 1));
        metrics.CharacterErrorRate.ShouldBe(3 / 9.0, 1e-12);
        metrics.Found.ShouldBe(7 / 9.0, 1e-12);
        metrics.False.ShouldBe(2 / 9.0, 1e-12);
        metrics.Confusion[4, 9].ShouldBe(1);
        metrics.Confusion.Total.ShouldBe(8);
        metrics.Deleted.ShouldBe([0, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
        metrics.Inserted.ShouldBe([0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    }

    [Fact]
    public void The_surest_pictures_are_answered_first()
    {
        StringEvaluation evaluation = Evaluate(("5", "5", 0.5), ("1", "1", 0.99), ("2", "3", 0.7), ("4", "4", 0.9));
        evaluation.Curve.All.ShouldBe([new(0.25, 1, 0.99), new(0.5, 1, 0.9), new(0.75, 2 / 3.0, 0.7), new(1, 0.75, 0.5)]);
        StringMetrics metrics = evaluation.Metrics;
        metrics.AnsweredAt95.ShouldBe(0.5);
        metrics.AnsweredAt99.ShouldBe(0.5);
        metrics.AccuracyOfSurestTwoThirds.ShouldBe(2 / 3.0); // Three of four pictures are nearest to two thirds.
        metrics.Answered[^1].ShouldBe(new AnsweredPoint(1, 0.75, 0.5));
        metrics.Ece.ShouldBe((0.5 + 0.01 + 0.7 + 0.1) / 4, 1e-12);
    }

    [Fact]
    public void A_pictures_confidence_is_that_all_its_digits_are_right()
    {
        StringReading reading = Evaluate(("12", "12", 0.5)).Readings[0];
        reading.Confidence.ShouldBe(0.25);
        Evaluate(("12", "", 1)).Readings[0].Confidence.ShouldBe(0);
    }

    [Fact]
    public void Rows_are_joined() => Evaluate(("1234", "12\n34", 1)).Metrics.Exact.ShouldBe(1);

    [Fact]
    public void Results_are_in_the_order_of_the_labels_on_any_number_of_threads()
    {
        (string, string, double)[] many = [.. Enumerable.Range(0, 200).Select(i => ($"{i}", $"{i}", 0.5))];
        StringEvaluation evaluation = Evaluate(many, threads: 8);
        evaluation.Readings.Select(reading => reading.Text).ShouldBe(many.Select(one => one.Item1));
        evaluation.Metrics.Exact.ShouldBe(200);
    }

    [Fact]
    public void A_picture_that_cannot_be_read_ends_it_with_its_own_error()
    {
        StringFolder set = Set([("1", "1", 1)]);
        File.WriteAllText(set.Strings[0].Path, "no picture");
        Digits.Tests.Data.Bad.Says(() => StringEvaluation.Run(set, path => DigitReader.Default.Read(path)), set.Strings[0].Path);
    }

    [Fact]
    public void Progress_counts_to_the_end_and_cancelling_ends_the_work()
    {
        StringFolder set = Set([.. Enumerable.Range(0, 30).Select(i => ($"{i}", "", 0.0))]);
        Counter counter = new();
        StringEvaluation.Run(set, _ => new ReadPicture("", 1, 1, "", [], []), threads: 4, counter);
        counter.Values.Order().ShouldBe(Enumerable.Range(1, 30));
        Should.Throw<OperationCanceledException>(() => StringEvaluation.Run(set, _ => null!, cancellation: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_report_is_whole_where_nothing_or_everything_is_wrong()
    {
        foreach ((string, string, double)[] readings in new (string, string, double)[][] { [("1", "1", 0.9)], [("12", "", 0), ("", "7", 0.4)], [("", "", 0)] })
        {
            StringReport.Save(_folder["report"], "a reader", Evaluate(readings), "digits evaluate --strings x");
            File.ReadAllText(_folder["report/report.html"]).ShouldContain("a reader on set");
            File.ReadAllLines(_folder["report/predictions.csv"])[0].ShouldBe("file,truth,text,exact,distance,confidence");
            JsonDocument.Parse(File.ReadAllText(_folder["report/metrics.json"])).RootElement.GetProperty("images").GetInt32().ShouldBe(readings.Length);
        }
    }

    private StringEvaluation Evaluate(params (string Truth, string Read, double Confidence)[] readings) => Evaluate(readings, threads: 1);

    private StringEvaluation Evaluate((string Truth, string Read, double Confidence)[] readings, int threads)
    {
        StringFolder set = Set(readings);
        Dictionary<string, ReadPicture> read = set.Strings.Zip(readings, (label, reading) => (label, reading)).ToDictionary(
            pair => pair.label.Path,
            pair => new ReadPicture(
                pair.label.Path, 4, 4, pair.reading.Read,
                [.. pair.reading.Read.Where(char.IsAsciiDigit).Select(c => new ReadDigit(c - '0', pair.reading.Confidence, 0, 0, 1, 1, 0, []))],
                pair.reading.Read.Length == 0 ? [] : [Math.Pow(pair.reading.Confidence, pair.reading.Read.Count(char.IsAsciiDigit))]));
        return StringEvaluation.Run(set, path => read[path], threads);
    }

    private StringFolder Set((string Truth, string Read, double Confidence)[] readings)
    {
        Directory.CreateDirectory(_folder["set"]);
        for (int i = 0; i < readings.Length; i++)
            Picture.Save(_folder[$"set/{i}.png"], new GrayImage(4, 4, new byte[16]));
        _folder.Write("set/labels.tsv", $"file\ttext\n{string.Join('\n', readings.Select((reading, i) => $"{i}.png\t{reading.Truth}"))}");
        return StringFolder.Load(_folder["set"]);
    }

    private sealed class Counter : IProgress<int>
    {
        private readonly System.Collections.Concurrent.ConcurrentBag<int> _values = [];

        internal IEnumerable<int> Values => _values;

        public void Report(int value) => _values.Add(value);
    }
}
