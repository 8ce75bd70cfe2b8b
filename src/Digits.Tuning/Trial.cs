using System.Text.Json.Nodes;

namespace Digits.Tuning;

/// <summary>A trial as the store has it.</summary>
public sealed record Trial
{
    /// <summary>Its key in the store.</summary>
    public required long Id { get; init; }

    /// <summary>Its number in the study, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>Where it stands.</summary>
    public required TrialState State { get; init; }

    /// <summary>The stored value of each parameter; see <see cref="Distribution"/>.</summary>
    public IReadOnlyDictionary<string, double> Parameters { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>The distribution that each parameter was drawn from.</summary>
    public IReadOnlyDictionary<string, Distribution> Distributions { get; init; } = new Dictionary<string, Distribution>(StringComparer.Ordinal);

    /// <summary>One value an objective; empty where it has none. A pruned trial has its last intermediate value.</summary>
    public IReadOnlyList<double> Values { get; init; } = [];

    /// <summary>What was reported on the way, by step.</summary>
    public IReadOnlyDictionary<int, double> Intermediate { get; init; } = new Dictionary<int, double>();

    /// <summary>When a worker began.</summary>
    public DateTime? Started { get; init; }

    /// <summary>When it ended.</summary>
    public DateTime? Ended { get; init; }

    /// <summary>Attributes of users, by key: JSON.</summary>
    public IReadOnlyDictionary<string, string> UserAttributes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Attributes of programs, by key: JSON.</summary>
    public IReadOnlyDictionary<string, string> SystemAttributes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Error => State == TrialState.Fail ? Note("error") : null;

    /// <summary>A note in words; null where there is none. Another program may have written any JSON there.</summary>
    internal string? Note(string key) => UserAttributes.TryGetValue(key, out string? json) ? JsonNode.Parse(json)?.ToString() : null;

    /// <summary>Whether it is over.</summary>
    public bool IsFinished => State is TrialState.Complete or TrialState.Pruned or TrialState.Fail;

    /// <summary>The last step that was reported; null for none.</summary>
    public int? LastStep => Intermediate.Count > 0 ? Intermediate.Keys.Max() : null;
}
