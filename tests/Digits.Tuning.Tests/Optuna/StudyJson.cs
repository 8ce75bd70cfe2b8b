using System.Globalization;
using System.Text.Json.Nodes;

namespace Digits.Tuning.Tests.Optuna;

/// <summary>A study as <c>studies.py dump</c> writes it, so that what two programs see can be compared.</summary>
internal static class StudyJson
{
    internal static JsonObject Of(StudyStore store, StoredStudy study)
    {
        IReadOnlyList<Trial> trials = store.Trials(study);
        return new JsonObject
        {
            ["trials"] = new JsonArray([.. trials.Select(Of)]),
            ["best"] = new JsonArray([.. new StudyHistory(study.Directions, trials).Best().Select(trial => JsonValue.Create(trial.Number))]),
            ["directions"] = new JsonArray([.. study.Directions.Select(direction => JsonValue.Create(direction.ToString().ToUpperInvariant()))]),
            ["user"] = Attributes(store.Attributes(study)),
        };
    }

    private static JsonObject Of(Trial trial) => new()
    {
        ["number"] = trial.Number,
        ["state"] = trial.State.ToString().ToUpperInvariant(),
        ["values"] = new JsonArray([.. trial.Values.Select(Plain)]),
        ["params"] = Object(trial.Parameters, pair => pair.Key, pair => trial.Distributions[pair.Key].External(pair.Value)),
        ["distributions"] = Object(trial.Distributions, pair => pair.Key, pair => JsonNode.Parse(pair.Value.ToJson())),
        ["intermediate"] = Object(trial.Intermediate, pair => $"{pair.Key}", pair => Plain(pair.Value)),
        ["user"] = Attributes(trial.UserAttributes),
        ["system"] = Attributes(trial.SystemAttributes),
        ["start"] = Time(trial.Started),
        ["end"] = Time(trial.Ended),
    };

    private static JsonObject Attributes(IReadOnlyDictionary<string, string> attributes) =>
        Object(attributes, pair => pair.Key, pair => JsonNode.Parse(pair.Value));

    private static JsonObject Object<T>(IEnumerable<T> items, Func<T, string> name, Func<T, JsonNode?> value) =>
        [.. items.Select(item => KeyValuePair.Create(name(item), value(item)))];

    /// <summary>JSON has no infinities and no NaN.</summary>
    private static JsonNode Plain(double value) =>
        double.IsFinite(value) ? JsonValue.Create(value) : double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";

    private static JsonNode? Time(DateTime? time) => time?.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
