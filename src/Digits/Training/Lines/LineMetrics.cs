using System.Text.Json;
using System.Text.Json.Serialization;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reading;

namespace Digits.Training;

/// <summary>How well a lines network reads: the <c>metrics.json</c> of its run.</summary>
public sealed record LineMetrics
{
    /// <summary>What was read.</summary>
    public required string Dataset { get; init; }

    /// <summary>The number of lines.</summary>
    public required int Lines { get; init; }

    /// <summary>The share of lines whose digits are read without a mistake.</summary>
    public required double Exact { get; init; }

    /// <summary>The standard error of <see cref="Exact"/>: how much it would vary on other lines of the same kind.</summary>
    public required double ExactStandardError { get; init; }

    /// <summary>Digits read wrong, left out or added, over the digits that stand there.</summary>
    public required double CharacterErrorRate { get; init; }

    /// <summary>Expected calibration error of the confidence in whole lines, over 15 bins.</summary>
    public required double Ece { get; init; }

    /// <summary>The share of lines of the program's drawing that are read without a mistake, where the figures above are for a user's own pictures.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? DrawnExact { get; init; }

    /// <summary>Trainable values of the network.</summary>
    public required int Parameters { get; init; }

    /// <summary>How long training took.</summary>
    public required double Seconds { get; init; }

    /// <summary>As JSON, snake_case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunJson.Default.LineMetrics);

    /// <summary>Writes <c>metrics.json</c>.</summary>
    /// <exception cref="WorkFailedException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, RunJson.Default.LineMetrics));

    internal static LineMetrics Of(string dataset, IReadOnlyList<LineAnswer> answers, LineCalibration calibration)
    {
        double exact = (double)answers.Count(answer => answer.IsExact) / answers.Count;
        double[] confidence = [.. answers.Select(answer => LineCalibration.Apply(answer.Probability, calibration.Strings))];
        return new LineMetrics
        {
            Dataset = dataset,
            Lines = answers.Count,
            Exact = exact,
            ExactStandardError = Math.Sqrt(exact * (1 - exact) / answers.Count),
            CharacterErrorRate = answers.Sum(answer => EditDistance.Between<byte>(answer.Read, answer.Truth))
                / Math.Max(1.0, answers.Sum(answer => answer.Truth.Length)),
            Ece = CalibrationError.Of(CalibrationError.Bins(confidence, i => answers[i].IsExact)),
            Parameters = 0,
            Seconds = 0,
        };
    }
}
