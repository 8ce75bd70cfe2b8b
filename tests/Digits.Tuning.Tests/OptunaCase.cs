using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Digits.Tuning.Tests;

/// <summary>A study and what Optuna says of its parameters' importance, written by <c>tools/golden/optuna_importance.py</c>.</summary>
internal sealed record OptunaCase(StudyHistory Study, IReadOnlyDictionary<string, double> Importance)
{
    public static OptunaCase Load(string name, [CallerFilePath] string here = "")
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "Golden/importance.json")));
        JsonElement found = document.RootElement.EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
        Dictionary<string, Distribution> ranges = found.GetProperty("distributions").EnumerateObject()
            .ToDictionary(range => range.Name, range => Distribution.Parse(range.Value.GetRawText()));
        Trial[] trials =
        [
            .. found.GetProperty("trials").EnumerateArray().Select((trial, number) => new Trial
            {
                Id = number,
                Number = number,
                State = TrialState.Complete,
                Distributions = ranges,
                Parameters = trial.GetProperty("params").EnumerateObject().ToDictionary(value => value.Name, value => Stored(ranges[value.Name], value.Value)),
                Values = [trial.GetProperty("value").GetDouble()],
            }),
        ];
        return new OptunaCase(new StudyHistory([StudyDirection.Minimize], trials),
            found.GetProperty("importance").EnumerateObject().ToDictionary(share => share.Name, share => share.Value.GetDouble()));
    }

    private static double Stored(Distribution range, JsonElement external) =>
        range.TryRead(external, out double value) ? value : throw new InvalidDataException($"{external} is not in {range.ToJson()}.");
}
