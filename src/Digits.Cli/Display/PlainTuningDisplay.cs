using Digits.Tuning;

namespace Digits.Cli.Display;

/// <summary>For files and pipes: a line a trial.</summary>
internal sealed class PlainTuningDisplay(IReadOnlyList<TuningMeasure> measures, Func<StudyHistory> study) : TuningDisplay
{
    private readonly Lock _line = new();

    /// <inheritdoc />
    internal override void Ended(Trial trial)
    {
        StudyHistory history = study();
        string best = history.Directions.Count == 1 && history.Best() is [var first] ? $"; best {TuneWords.Value(measures[0], first.Values[0])} in trial {first.Number}" : "";
        lock (_line)
            Console.Error.WriteLine($"trial {trial.Number}: {TuneWords.Ending(trial, measures)}{best}  [{TuneWords.Parameters(trial)}]");
    }
}
