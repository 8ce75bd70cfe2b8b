using System.Text.Json.Nodes;
using Digits.Evaluation;
using Digits.Tuning;

namespace Digits.Cli.Json;

/// <summary>What <c>tune --json</c> prints.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="Storage">Where it is, without a password.</param>
/// <param name="Complete">Trials with their values.</param>
/// <param name="Pruned">Trials that were given up.</param>
/// <param name="Failed">Trials without a value.</param>
/// <param name="Best">The best trial; of several objectives, those that no other beats.</param>
/// <param name="Retrained">The metrics of the best configuration, trained on training and validation images, on the test images; null where that was not asked
/// for.</param>
internal sealed record TuneDocument(
    string Study,
    string Storage,
    int Complete,
    int Pruned,
    int Failed,
    IReadOnlyList<TuneDocument.BestTrial> Best,
    JsonNode? Retrained)
{
    /// <summary>A trial.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Values">One value an objective.</param>
    /// <param name="Parameters">What it tried.</param>
    /// <param name="Command">The command that trains so.</param>
    internal sealed record BestTrial(int Number, IReadOnlyList<double> Values, IReadOnlyDictionary<string, JsonNode?> Parameters, string? Command);

    internal static TuneDocument Of(TrainingStudy study, StudyHistory history, EvaluationResult? retrained)
    {
        return new TuneDocument(
            study.Study.Name,
            study.Study.Storage,
            Count(TrialState.Complete),
            Count(TrialState.Pruned),
            Count(TrialState.Fail),
            [.. history.Best().Select(trial => Of(study, trial))],
            retrained is null ? null : JsonNode.Parse(retrained.ToJson()));

        int Count(TrialState state) => history.Trials.Count(trial => trial.State == state);
    }

    private static BestTrial Of(TrainingStudy study, Trial trial) => new(
        trial.Number,
        trial.Values,
        trial.Parameters.ToDictionary(pair => pair.Key, pair => trial.Distributions[pair.Key].External(pair.Value), StringComparer.Ordinal),
        study.CommandOf(trial));
}
