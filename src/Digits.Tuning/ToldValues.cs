using System.Text.Json;
using System.Text.Json.Nodes;

namespace Digits.Tuning;

/// <summary>What a trial has to try, because somebody put it in line with values or because another failed with them.</summary>
internal static class ToldValues
{
    /// <summary>The values, by name as a person writes them: those that are stored with the trial, and besides those that it was put in line with; empty where it may try anything.</summary>
    internal static JsonObject Of(Trial trial)
    {
        JsonObject told = trial.SystemAttributes.TryGetValue("fixed_params", out string? json) ? JsonNode.Parse(json)!.AsObject() : [];
        foreach ((string name, double value) in trial.Parameters)
            told[name] = trial.Distributions[name].External(value);

        return told;
    }

    /// <summary>The stored values of a whole trial: what it was told, and for the rest what the sampler chose.</summary>
    /// <exception cref="TrialFailedException">It was told something that cannot be tried.</exception>
    internal static IReadOnlyDictionary<string, double> Complete(JsonObject told, SearchSpace space, IReadOnlyDictionary<string, double> sampled)
    {
        Dictionary<string, double> values = new(StringComparer.Ordinal);
        foreach (SearchParameter parameter in space.Parameters.Where(parameter => space.IsActive(parameter, values)))
        {
            if (told.TryGetPropertyValue(parameter.Name, out JsonNode? wanted))
            {
                string json = wanted?.ToJsonString() ?? "null";
                if (!parameter.Distribution.TryRead(JsonElement.Parse(json), out double value))
                    throw new TrialFailedException($"{parameter.Name} cannot be {json}: it is not in its range.");

                values[parameter.Name] = value;
            }
            else
            {
                // What the sampler chose for another branch may be missing here: then the middle.
                values[parameter.Name] = sampled.TryGetValue(parameter.Name, out double value) ? value : parameter.Distribution.At(0.5);
            }
        }

        return values;
    }
}
