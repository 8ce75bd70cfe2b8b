using System.Globalization;
using Digits.Engine;
using Digits.Training;

namespace Digits.Tuning;

/// <summary>What a search for a better training run makes high or low.</summary>
public sealed record TrainingObjective
{
    private readonly Func<EpochRecord, Network, double> _measure;
    private readonly string _format;

    private TrainingObjective(string name, StudyDirection direction, string format, Func<EpochRecord, Network, double> measure) =>
        (Name, Direction, _format, _measure) = (name, direction, format, measure);

    /// <summary>Accuracy on the validation images.</summary>
    public static TrainingObjective Accuracy { get; } = new("accuracy", StudyDirection.Maximize, "0.00 %", (epoch, _) => epoch.ValidationAccuracy);

    /// <summary>Loss on the validation images.</summary>
    public static TrainingObjective Loss { get; } = new("loss", StudyDirection.Minimize, "0.0000", (epoch, _) => epoch.ValidationLoss);

    /// <summary>Multiplications and additions that the network takes for an image.</summary>
    public static TrainingObjective MultiplyAdds { get; } = new("multiply-adds", StudyDirection.Minimize, "N0", (_, network) => network.MultiplyAdds);

    /// <summary>Weights of the network.</summary>
    public static TrainingObjective Parameters { get; } = new("parameters", StudyDirection.Minimize, "N0", (_, network) => network.ParameterCount);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TrainingObjective> All { get; } = [Accuracy, Loss, MultiplyAdds, Parameters];

    /// <summary>Its name, such as <c>accuracy</c>.</summary>
    public string Name { get; }

    /// <summary>Which values are better.</summary>
    public StudyDirection Direction { get; }

    /// <summary>Whether its values are shares of 0 to 1.</summary>
    public bool IsShare => this == Accuracy;

    /// <summary>Finds objectives by name.</summary>
    /// <param name="names">Names with commas between them, such as <c>accuracy,multiply-adds</c>.</param>
    /// <exception cref="InvalidOptionException">A name is unknown, or there twice.</exception>
    public static IReadOnlyList<TrainingObjective> Parse(string names)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] parts = names.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Distinct(StringComparer.Ordinal).Count() < parts.Length)
            throw new InvalidOptionException("objective", $"{names} has one twice; give each once.");

        return
        [
            .. parts.Select(name => All.FirstOrDefault(objective => objective.Name == name)
                ?? throw new InvalidOptionException(
                    "objective",
                    $"'{name}' is unknown; {NearestName.Hint(name, [.. All.Select(objective => objective.Name)])}")),
        ];
    }

    /// <summary>A value as people read it, such as <c>98.51 %</c>.</summary>
    public string Format(double value) => value.ToString(_format, CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public override string ToString() => Name;

    /// <summary>Its value after an epoch.</summary>
    internal double Measure(EpochRecord epoch, Network network) => _measure(epoch, network);
}
