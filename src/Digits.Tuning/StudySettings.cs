using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Digits.Engine;
using Digits.Training;

namespace Digits.Tuning;

/// <summary>
/// The options of a study that are not searched. They are kept with it and may not change: values of other data or other epochs could not be compared.
/// </summary>
internal static class StudySettings
{
    private const string Key = "digits:configuration";

    /// <summary>Keeps the settings with a new study; makes sure that those of an older one are the same.</summary>
    /// <exception cref="InvalidInputException">The study has trials, but no settings.</exception>
    /// <exception cref="InvalidOptionException">They are not.</exception>
    internal static void Check(Study study, TrainingSearch search)
    {
        string[] wanted =
        [
            .. search.Configuration.Options().Select(option => $"{option.Name} {option.Value}"),
            .. Contents(search.Configuration),
            $"objective {string.Join(',', search.Objectives)}",
        ];
        if (study.Attribute(Key) is not { } stored)
        {
            // Its values may be of the same direction, and measure something else.
            if (!study.IsNew && study.Read().Trials.Any(trial => trial.State != TrialState.Waiting))
            {
                throw new InvalidInputException(
                    $"The study '{study.Name}' in {study.Storage} has trials of another program, whose values cannot be compared; "
                    + "give the study another name.");
            }

            study.SetAttribute(Key, JsonSerializer.Serialize(wanted, TuningJson.Default.StringArray));
            study.SetAttribute(
                "study:metric_names",
                JsonSerializer.Serialize([.. search.Objectives.Select(objective => objective.Name)], TuningJson.Default.StringArray),
                system: true);
            return;
        }

        // An earlier version wrote switches as True and False.
        string[] before = [.. JsonSerializer.Deserialize(stored, TuningJson.Default.StringArray)!
            .Select(line =>
                line.EndsWith(" True", StringComparison.Ordinal) || line.EndsWith(" False", StringComparison.Ordinal) ? line.ToLowerInvariant() : line),];
        if (before.Except(wanted, StringComparer.Ordinal).FirstOrDefault() is { } other)
            throw Changed(other, $"was {Value(other)} when the study '{study.Name}' began; give that again, or use another study.");

        // A study of an early version does not have all options: it is known by the objective, which is always there now. An option that it did not know was at
        // its default.
        IEnumerable<string> usual = new RunConfiguration().Options().Select(option => $"{option.Name} {option.Value}");
        if (before.Any(line => line.StartsWith("objective ", StringComparison.Ordinal)) && wanted.Except(before.Concat(usual), StringComparer.Ordinal)
            .FirstOrDefault() is { } added)
            throw Changed(added, $"{Value(added)} was not given when the study '{study.Name}' began; leave it out, or use another study.");
    }

    private static InvalidOptionException Changed(string line, string problem) => new(line.Split(' ')[0], problem);

    private static string Value(string line) => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    /// <summary>What is in the files that options name.</summary>
    private static IEnumerable<string> Contents(RunConfiguration configuration)
    {
        if (configuration.From is { } from)
            yield return $"from with the SHA-256 {from.Sha256}";
        if (configuration.Teacher is { } teacher)
            yield return $"teacher with the SHA-256 {teacher.Sha256}";
        if (configuration.Description is { } description)
            yield return $"model with the SHA-256 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{description}")))}";
    }
}
