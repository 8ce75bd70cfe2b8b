using System.Text.Json;
using System.Text.Json.Nodes;
using Digits.Engine;

namespace Digits.Tuning;

/// <summary>
/// What values a parameter of a search may have. Inside, every value is a number, as a study's file stores it: a number itself, or the place of a choice among
/// the choices.
/// </summary>
public abstract record Distribution
{
    private protected Distribution()
    {
    }

    /// <summary>How many values there are; null where they cannot be counted.</summary>
    public abstract long? Count { get; }

    /// <summary>Whether a stored value is one of these.</summary>
    public abstract bool Contains(double value);

    /// <summary>A stored value as a person writes it.</summary>
    public abstract string Text(double value);

    /// <summary>A stored value as JSON: what other programs see.</summary>
    public abstract JsonNode? External(double value);

    /// <summary>The stored form of a value from JSON; false where it is none of these.</summary>
    public abstract bool TryRead(JsonElement external, out double value);

    /// <summary>Whether both can belong to one parameter of one study: the kind, the scale and the choices are the same; bounds may differ.</summary>
    public abstract bool IsCompatible(Distribution other);

    /// <summary>As Optuna stores it: <c>{"name": …, "attributes": {…}}</c>.</summary>
    public abstract string ToJson();

    /// <summary>The value at a place in the distribution: uniform places give uniform values.</summary>
    /// <param name="place">0 to below 1.</param>
    internal abstract double At(double place);

    /// <summary>The value of an index from 0, where values can be counted.</summary>
    internal abstract double Item(long index);

    /// <summary>Reads what <see cref="ToJson"/> or Optuna wrote.</summary>
    /// <exception cref="DigitsException">It is no distribution that is known.</exception>
    public static Distribution Parse(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement attributes = document.RootElement.GetProperty("attributes");
            return document.RootElement.GetProperty("name").GetString() switch
            {
                "FloatDistribution" => new FloatDistribution(
                    attributes.GetProperty("low").GetDouble(), attributes.GetProperty("high").GetDouble(), Step(attributes), attributes.GetProperty("log")
                        .GetBoolean()),
                "IntDistribution" => new IntDistribution(
                    attributes.GetProperty("low").GetInt64(), attributes.GetProperty("high").GetInt64(), attributes.GetProperty("step")
                        .GetInt64(), attributes.GetProperty("log").GetBoolean()),
                "CategoricalDistribution" =>
                    new CategoricalDistribution([.. attributes.GetProperty("choices").EnumerateArray().Select(choice => choice.Clone())]),
                { } name => throw new InvalidInputException($"'{name}' is no distribution that is known; the study was made by another version of Optuna."),
                null => throw new InvalidInputException("A distribution has no name."),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidInputException($"A distribution cannot be read: {json}", e);
        }
    }

    private static double? Step(JsonElement attributes) =>
        attributes.TryGetProperty("step", out JsonElement step) && step.ValueKind != JsonValueKind.Null ? step.GetDouble() : null;
}
