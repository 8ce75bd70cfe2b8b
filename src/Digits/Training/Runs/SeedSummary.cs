using System.Text.Json;
using System.Text.Json.Serialization;
using Digits.Engine;
using Digits.Evaluation;

namespace Digits.Training;

/// <summary>What the same training gives with several seeds: <c>seeds.json</c>.</summary>
/// <param name="Runs">The runs, in the order of their seeds.</param>
/// <param name="MeanAccuracy">The mean of their accuracies, 0 to 1.</param>
/// <param name="AccuracyDeviation">The standard deviation of the accuracies over seeds (with n - 1); null for a single one.</param>
/// <param name="AccuracyStandardError">The standard error of the mean: the deviation over the square root of their number; null for a single one.</param>
/// <param name="MeanLoss">The mean of their losses.</param>
public sealed record SeedSummary(
    IReadOnlyList<SeedSummary.Run> Runs, double MeanAccuracy, double? AccuracyDeviation, double? AccuracyStandardError, double MeanLoss)
{
    /// <summary>One of the runs.</summary>
    /// <param name="Seed">Its seed.</param>
    /// <param name="Folder">Its folder.</param>
    /// <param name="Accuracy">The accuracy of its model, 0 to 1.</param>
    /// <param name="Loss">The loss of its model.</param>
    public sealed record Run(ulong Seed, string Folder, double Accuracy, double Loss)
    {
        /// <summary>The epochs after which time cut the run off; null where it went to its end.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public int? CutAfter { get; init; }
    }

    /// <summary>Sums up runs.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static SeedSummary Of(IReadOnlyList<Run> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count == 0)
            throw new ArgumentException("There are no runs to sum up.", nameof(runs));

        double mean = runs.Average(run => run.Accuracy);
        double? deviation = runs.Count == 1 ? null : Math.Sqrt(runs.Sum(run => (run.Accuracy - mean) * (run.Accuracy - mean)) / (runs.Count - 1));
        return new SeedSummary(runs, mean, deviation, deviation / Math.Sqrt(runs.Count), runs.Average(run => run.Loss));
    }

    /// <summary>A run that has been finished in a folder; null where the folder holds none.</summary>
    /// <exception cref="DigitsException">The folder's files are damaged.</exception>
    public static Run? Load(RunFolder folder, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!folder.IsFinished())
            return null;

        EvaluationResult metrics = EvaluationResult.FromJson(InputFile.Read(folder.Metrics, stream => new StreamReader(stream).ReadToEnd()));
        return new Run(seed, folder.Path, metrics.Accuracy, metrics.Loss);
    }

    /// <summary>As JSON, snake_case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunJson.Default.SeedSummary);
}
