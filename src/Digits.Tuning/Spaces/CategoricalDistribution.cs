using System.Text.Json;
using System.Text.Json.Nodes;
using Digits.Engine;

namespace Digits.Tuning;

/// <summary>One of several values without an order: words, numbers, true and false, nothing.</summary>
public sealed record CategoricalDistribution : Distribution
{
    private readonly JsonElement[] _choices;

    /// <summary>Choices.</summary>
    /// <param name="choices">The values, no two alike; each a JSON string, number, true, false or null.</param>
    /// <exception cref="DigitsException">There are none, two are alike, or one is an object or a list.</exception>
    public CategoricalDistribution(IReadOnlyList<JsonElement> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        if (choices.Count == 0)
            throw new InvalidInputException("There is nothing to choose from; give values, such as adam,sgd.");
        JsonElement nested = choices.FirstOrDefault(choice => choice.ValueKind is JsonValueKind.Object or JsonValueKind.Array);
        if (nested.ValueKind != JsonValueKind.Undefined)
            throw new InvalidInputException($"{nested.GetRawText()} cannot be chosen; a choice is a word, a number, true, false or null.");

        _choices = [.. choices];
        if (_choices.Select(choice => choice.GetRawText()).Distinct(StringComparer.Ordinal).Count() < _choices.Length)
            throw new InvalidInputException($"Of the choices {string.Join(", ", _choices.Select(Word))} two are alike; give each once.");
    }

    /// <summary>The values.</summary>
    public IReadOnlyList<JsonElement> Choices => _choices;

    /// <inheritdoc />
    public override long? Count => _choices.Length;

    /// <summary>Choices of words and numbers: what looks like a number, true, false or null is one.</summary>
    /// <exception cref="DigitsException">There are none, or two are alike.</exception>
    public static CategoricalDistribution Of(params IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return new CategoricalDistribution([.. words.Select(Element)]);
    }

    /// <inheritdoc />
    public override bool Contains(double value) => value >= 0 && value < _choices.Length && value == Math.Floor(value);

    /// <inheritdoc />
    public override string Text(double value) => Word(_choices[(int)value]);

    /// <inheritdoc />
    public override JsonNode? External(double value) => JsonNode.Parse(_choices[(int)value].GetRawText());

    /// <inheritdoc />
    public override bool TryRead(JsonElement external, out double value)
    {
        value = Array.FindIndex(_choices, choice => JsonElement.DeepEquals(choice, external));
        return value >= 0;
    }

    /// <inheritdoc />
    public override bool IsCompatible(Distribution other) => Equals(other);

    /// <inheritdoc />
    public bool Equals(CategoricalDistribution? other) =>
        other is not null && _choices.Length == other._choices.Length
            && _choices.Zip(other._choices).All(pair => JsonElement.DeepEquals(pair.First, pair.Second));

    /// <inheritdoc />
    public override int GetHashCode() => _choices.Length;

    /// <inheritdoc />
    public override string ToJson() => new JsonObject
    {
        ["name"] = "CategoricalDistribution",
        ["attributes"] = new JsonObject { ["choices"] = new JsonArray([.. _choices.Select(choice => JsonNode.Parse(choice.GetRawText()))]) },
    }.ToJsonString();

    internal override double At(double place) => Math.Min(_choices.Length - 1, Math.Floor(place * _choices.Length));

    internal override double Item(long index) => index;

    private static string Word(JsonElement choice) => choice.ValueKind == JsonValueKind.String ? choice.GetString()! : choice.GetRawText();

    private static JsonElement Element(string word)
    {
        try
        {
            JsonElement element = JsonElement.Parse(word);
            if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String))
                return element;
        }
        catch (JsonException)
        {
            // A word.
        }

        return JsonElement.Parse(JsonValue.Create(word).ToJsonString());
    }
}
