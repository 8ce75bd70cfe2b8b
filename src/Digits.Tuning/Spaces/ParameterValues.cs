using System.Text.Json;
using System.Text.Json.Nodes;
using Digits.Engine;

namespace Digits.Tuning;

/// <summary>Reads values of parameters as people write them.</summary>
internal static class ParameterValues
{
    /// <summary>Values by name, for a trial to try.</summary>
    /// <exception cref="InvalidInputException">A name or a value is not one of the space's.</exception>
    internal static JsonObject Parse(string text, SearchSpace space)
    {
        JsonObject values = [];
        foreach (string part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] sides = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (sides.Length < 2 || !space.Contains(sides[0]))
                throw new InvalidInputException(
                    $"'{part}' cannot be tried; give NAME=VALUE with one of {string.Join(", ", space.Parameters.Select(parameter => parameter.Name))}.");

            // A word that looks like a number may be either; the distribution knows.
            JsonNode? value = new[] { sides[1], JsonValue.Create(sides[1]).ToJsonString() }.Select(Read)
                .FirstOrDefault(node => node is not null && space[sides[0]].Distribution.TryRead(JsonElement.Parse(node.ToJsonString()), out _))
                ?? throw new InvalidInputException($"'{part}' cannot be tried: it is not in the parameter's range.");
            values[sides[0]] = value;
        }

        return values;
    }

    private static JsonNode? Read(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
