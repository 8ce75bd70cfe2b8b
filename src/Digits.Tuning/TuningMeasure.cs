using Digits.Engine;
using Digits.Training;

namespace Digits.Tuning;

/// <summary>Something that a search makes great or small.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Direction">Which values are better.</param>
/// <param name="Of">Its value after an epoch.</param>
internal sealed record TuningMeasure(string Name, StudyDirection Direction, Func<EpochRecord, Network, double> Of)
{
    /// <summary>All there are.</summary>
    internal static IReadOnlyList<TuningMeasure> All { get; } =
    [
        new("accuracy", StudyDirection.Maximize, (epoch, _) => epoch.ValidationAccuracy),
        new("loss", StudyDirection.Minimize, (epoch, _) => epoch.ValidationLoss),
        new("multiply-adds", StudyDirection.Minimize, (_, network) => network.MultiplyAdds),
        new("parameters", StudyDirection.Minimize, (_, network) => network.ParameterCount),
    ];

    /// <summary>Those that are named, with commas in between.</summary>
    /// <exception cref="DigitsException">There is none of a name, or one twice.</exception>
    internal static IReadOnlyList<TuningMeasure> Parse(string text)
    {
        string[] names = text.Split(',', StringSplitOptions.TrimEntries);
        string[] known = [.. All.Select(measure => measure.Name)];
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length)
            throw new InvalidInputException($"--objective {text} has one twice; give each once.");
        return
        [
            .. names.Select(name => All.FirstOrDefault(measure => measure.Name == name)
                ?? throw new InvalidInputException($"'{name}' is no objective; {NearestName.Hint(name, known)}")),
        ];
    }
}
