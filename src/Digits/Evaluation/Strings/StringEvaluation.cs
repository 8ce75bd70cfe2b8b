using System.Diagnostics;
using System.Globalization;
using CsvHelper;
using Digits.Data;
using Digits.Engine;
using Digits.Reading;

namespace Digits.Evaluation;

/// <summary>What was read in the pictures of a folder of strings, and how good that is.</summary>
public sealed class StringEvaluation
{
    private StringEvaluation(StringFolder set, IReadOnlyList<StringReading> readings, int threads, TimeSpan elapsed)
    {
        (Set, Readings) = (set, readings);
        Curve = new AnsweredCurve(readings);
        Metrics = Measure(threads, elapsed);
    }

    /// <summary>The pictures and what they say.</summary>
    public StringFolder Set { get; }

    /// <summary>What was read, in the order of the labels.</summary>
    public IReadOnlyList<StringReading> Readings { get; }

    /// <summary>How good it is.</summary>
    public StringMetrics Metrics { get; }

    /// <summary>Accuracy against the share of pictures answered.</summary>
    internal AnsweredCurve Curve { get; }

    /// <summary>Reads and measures.</summary>
    /// <param name="set">The pictures and what they say.</param>
    /// <param name="read">Reads the picture at a path, such as <c>path => reader.Read(path)</c>; several threads call it at once.</param>
    /// <param name="threads">How many threads read; 0 for one a processor.</param>
    /// <param name="progress">Is told after each picture how many were read; null for nobody.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidInputException">A picture cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public static StringEvaluation Run(
        StringFolder set, Func<string, ReadPicture> read, int threads = 0, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(read);
        threads = threads == 0 ? Environment.ProcessorCount : threads;
        Stopwatch clock = Stopwatch.StartNew();
        StringReading[] readings = OrderedWork.Run(set.Strings, label => new StringReading(label, read(label.Path)), threads, progress, cancellation);
        return new StringEvaluation(set, readings, threads, clock.Elapsed);
    }

    /// <summary>Writes <c>file,truth,text,exact,distance,confidence</c>, a line for each picture, whole or not at all.</summary>
    /// <param name="path">The CSV file.</param>
    /// <exception cref="WorkFailedException">The file cannot be written.</exception>
    public void SaveCsv(string path) => AtomicFile.Write(path, stream =>
    {
        using CsvWriter csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        Row("file", "truth", "text", "exact", "distance", "confidence");
        foreach (StringReading reading in Readings)
        {
            Row(
                reading.Label.File,
                reading.Label.Text,
                reading.Text,
                reading.IsExact ? "1" : "0",
                reading.Distance.ToString(CultureInfo.InvariantCulture),
                reading.Confidence.ToString("G9", CultureInfo.InvariantCulture));
        }

        void Row(params ReadOnlySpan<string> fields)
        {
            foreach (string field in fields)
                csv.WriteField(field);
            csv.EndRecord();
        }
    });

    private StringMetrics Measure(int threads, TimeSpan elapsed)
    {
        const int Ten = 10;
        long[] confusion = new long[Ten * Ten];
        long[] inserted = new long[Ten];
        long[] deleted = new long[Ten];
        foreach (AlignedDigit digit in Readings.SelectMany(reading => reading.Alignment.Digits))
        {
            if (digit.Truth is not { } truth)
                inserted[digit.Read!.Value - '0']++;
            else if (digit.Read is not { } read)
                deleted[truth - '0']++;
            else
                confusion[((truth - '0') * Ten) + read - '0']++;
        }

        ReliabilityBin[] bins = CalibrationError.Bins([.. Readings.Select(reading => reading.Confidence)], i => Readings[i].IsExact);
        return new StringMetrics
        {
            Dataset = Set.Name,
            Images = Readings.Count,
            Exact = Readings.Count(reading => reading.IsExact),
            Digits = Readings.Sum(reading => reading.Label.Text.Length),
            Confusion = ConfusionMatrix.FromCounts(Ten, confusion),
            Inserted = inserted,
            Deleted = deleted,
            Ece = CalibrationError.Of(bins),
            Reliability = bins,
            Answered = Curve.Usual,
            AccuracyOfSurestTwoThirds = Curve.AccuracyAt(2.0 / 3),
            AnsweredAt95 = Curve.AnsweredWith(0.95),
            AnsweredAt99 = Curve.AnsweredWith(0.99),
            Threads = threads,
            Seconds = elapsed.TotalSeconds,
        };
    }
}
