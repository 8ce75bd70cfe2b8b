using System.Text.Json;
using Digits.Engine;

namespace Digits.Zoo;

/// <summary>What a network description says of one layer: the keys that are asked for are the keys that there are.</summary>
/// <param name="place">The layer, for messages.</param>
/// <param name="json">An object.</param>
internal sealed class LayerArguments(string place, JsonElement json)
{
    private readonly List<string> _known = [];

    /// <summary>A whole number that must be given, unless there is a default.</summary>
    internal int Int(string key, int least, int most, int? otherwise = null)
    {
        string wanted = $"a whole number, {least} to {most:N0}";
        if (Find(key) is not { } value)
            return otherwise ?? throw Missing(key, wanted);

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= least && number <= most
            ? number
            : throw Bad(key, value, wanted);
    }

    /// <summary>A number that must be given, unless there is a default; the bounds are such as <c>above 0 and below 1</c>.</summary>
    internal float Float(string key, Func<float, bool> holds, string bounds, float? otherwise = null)
    {
        if (Find(key) is not { } value)
            return otherwise ?? throw Missing(key, $"a number {bounds}");

        return value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out float number) && float.IsFinite(number) && holds(number)
            ? number
            : throw Bad(key, value, $"a number {bounds}");
    }

    /// <summary>true or false.</summary>
    internal bool Bool(string key, bool otherwise) => Find(key) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw Bad(key, value, "true or false"),
    };

    /// <summary>Makes sure that there are no keys beyond those that were asked for.</summary>
    /// <exception cref="DigitsException">There is another.</exception>
    internal void RequireNoOthers()
    {
        foreach (JsonProperty property in json.EnumerateObject().Where(property => !_known.Contains(property.Name)))
            throw new InvalidInputException($"{place}: there is no '{property.Name}'; {Hint(property.Name, _known)}");
    }

    /// <summary>What to write instead of a name that there is not.</summary>
    internal static string Hint(string name, IReadOnlyCollection<string> known) =>
        known.Count == 0 ? "nothing can be set there." : NearestName.Hint(name, known);

    /// <summary>A value in a message; of a long one only its kind.</summary>
    internal static string Show(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ when value.GetRawText() is { Length: <= 40 } text => text,
        JsonValueKind.String => "a long text",
        _ => "a long number",
    };

    private JsonElement? Find(string key)
    {
        _known.Add(key);
        return json.TryGetProperty(key, out JsonElement value) ? value : null;
    }

    private InvalidInputException Missing(string key, string wanted)
    {
        // A misspelled key says more than the one that is missing for it.
        string[] others =
        [
            .. json.EnumerateObject().Select(property => property.Name).Where(name => NearestName.Of(name, [key]) is not null && !_known.Contains(name)),
        ];
        return new InvalidInputException(others is [string other, ..]
            ? $"{place}: there is no '{other}'; did you mean '{key}'?"
            : $"{place}: '{key}' is missing; give {wanted}.");
    }

    private InvalidInputException Bad(string key, JsonElement value, string wanted) => new($"{place}: '{key}' is {Show(value)}; give {wanted}.");
}
