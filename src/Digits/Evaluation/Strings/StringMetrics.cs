using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Digits.Engine;

namespace Digits.Evaluation;

/// <summary>How well strings of digits are read: what <c>evaluate --strings</c> writes to <c>metrics.json</c>.</summary>
/// <remarks>Digits that were read are laid beside those that are there with the fewest replaced, missed and added, and counted by that.</remarks>
public sealed record StringMetrics
{
    /// <summary>The name of the set.</summary>
    public required string Dataset { get; init; }

    /// <summary>The number of pictures.</summary>
    public required long Images { get; init; }

    /// <summary>The pictures of which all digits were read, in order, and nothing else.</summary>
    public required long Exact { get; init; }

    /// <summary>Their share, 0 to 1.</summary>
    public double Accuracy => (double)Exact / Images;

    /// <summary>The standard error of <see cref="Accuracy"/>: sqrt(p (1 - p) / n).</summary>
    public double AccuracyStandardError => Math.Sqrt(Accuracy * (1 - Accuracy) / Images);

    /// <summary>Digits replaced, missed and added, over the digits that there are; above 1 where more are added than there are.</summary>
    public double CharacterErrorRate => Share(DigitsMisread + DigitsMissed + DigitsAdded);

    /// <summary>The digits that there are.</summary>
    public required long Digits { get; init; }

    /// <summary>The digits that were found and read right.</summary>
    public long DigitsRight => Confusion.Correct;

    /// <summary>The digits that were read as another.</summary>
    public long DigitsMisread => Confusion.Total - Confusion.Correct;

    /// <summary>The digits for which nothing was read.</summary>
    public long DigitsMissed => Deleted.Sum();

    /// <summary>The digits that were read where there is none.</summary>
    public long DigitsAdded => Inserted.Sum();

    /// <summary>Digits found and right, over the digits that there are.</summary>
    public double Found => Share(DigitsRight);

    /// <summary>Digits that were read and are not there, misread ones included, over the digits that there are.</summary>
    public double False => Share(DigitsMisread + DigitsAdded);

    /// <summary>Aligned digits, <c>[10, 10]</c>: rows the truth, columns what was read.</summary>
    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>How often each digit was read where there is none, <c>[10]</c>.</summary>
    public required IReadOnlyList<long> Inserted { get; init; }

    /// <summary>How often each digit was missed, <c>[10]</c>.</summary>
    public required IReadOnlyList<long> Deleted { get; init; }

    /// <summary>Expected calibration error over 15 bins of the pictures' confidence, 0 to 1 (Guo et al. 2017).</summary>
    public required double Ece { get; init; }

    /// <summary>What <see cref="Ece"/> is made of.</summary>
    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    /// <summary>Accuracy on the pictures that the reader is surest of.</summary>
    public required IReadOnlyList<AnsweredPoint> Answered { get; init; }

    /// <summary>Accuracy on the surest two thirds.</summary>
    public required double AccuracyOfSurestTwoThirds { get; init; }

    /// <summary>The largest share of the pictures, the surest first, of which 95 % are exactly right; 0 where there is none.</summary>
    [JsonPropertyName("answered_at_95")]
    public required double AnsweredAt95 { get; init; }

    /// <summary>The same for 99 %.</summary>
    [JsonPropertyName("answered_at_99")]
    public required double AnsweredAt99 { get; init; }

    /// <summary>How many threads read.</summary>
    public required int Threads { get; init; }

    /// <summary>How long reading took, from the files on, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Pictures per second; 0 where the time was too short to measure.</summary>
    public double ImagesPerSecond => Seconds > 0 ? Images / Seconds : 0;

    /// <summary>The metrics as an indented JSON document with snake_case keys.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Default.StringMetrics);

    /// <summary>Writes <see cref="ToJson"/> to a file, which is there whole or not at all.</summary>
    /// <exception cref="WorkFailedException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ToJson() + "\n")));

    private double Share(long digits) => Digits == 0 ? 0 : (double)digits / Digits;
}
