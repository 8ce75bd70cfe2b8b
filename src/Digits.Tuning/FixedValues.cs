using System.Text.Json;
using System.Text.Json.Nodes;

namespace Digits.Tuning;

/// <summary>The values that a trial has to try: those that it was enqueued with, or those of a failed trial that it repeats.</summary>
internal static class FixedValues
{
    /// <summary>
    /// The values, by name as a person writes them: those stored with the trial, then those it was enqueued with; empty if it may try anything.
    /// </summary>
    internal static JsonObject Of(Trial trial)
    {
        JsonObject fixedValues = trial.SystemAttributes.TryGetValue("fixed_params", out string? json) ? JsonNode.Parse(json)!.AsObject() : [];
        foreach ((string name, double value) in trial.Parameters)
            fixedValues[name] = trial.Distributions[name].External(value);

        return fixedValues;
    }

    /// <summary>The stored values of a whole trial: those that are fixed, and for the rest what the sampler chose.</summary>
    /// <exception cref="TrialFailedException">A fixed value cannot be tried.</exception>
    internal static IReadOnlyDictionary<string, double> Complete(JsonObject fixedValues, SearchSpace space, IReadOnlyDictionary<string, double> sampled)
    {
        Dictionary<string, double> values = new(StringComparer.Ordinal);
        foreach (SearchParameter parameter in space.Parameters.Where(parameter => space.IsActive(parameter, values)))
        {
            if (fixedValues.TryGetPropertyValue(parameter.Name, out JsonNode? wanted))
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
