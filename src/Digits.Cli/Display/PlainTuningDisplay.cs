using Digits.Tuning;

namespace Digits.Cli.Display;

/// <summary>For files and pipes: a line for each trial.</summary>
internal sealed class PlainTuningDisplay(TrainingStudy study) : TuningDisplay
{
    private readonly Lock _line = new();

    /// <inheritdoc />
    public override void Report(Trial value)
    {
        IReadOnlyList<TrainingObjective> objectives = study.Search.Objectives;
        string best = objectives.Count == 1 && study.Study.Read().Best() is [var first]
            ? $"; best {objectives[0].Format(first.Values[0])} in trial {first.Number}"
            : "";
        lock (_line)
            Console.Error.WriteLine($"trial {value.Number}: {TuneText.Ending(value, objectives)}{best}  [{TuneText.Parameters(value)}]");
    }
}
