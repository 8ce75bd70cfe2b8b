using Digits.Cli.Display;
using Digits.Reports;
using Digits.Training;

namespace Digits.Cli;

/// <summary>A training run that shows how it goes, and leaves its report.</summary>
internal sealed class WatchedRun
{
    private readonly TrainingDisplay? _display;

    /// <summary>Prepares the run.</summary>
    /// <param name="output">Where its words go.</param>
    /// <param name="epochs">How many epochs it has.</param>
    /// <param name="prepare">Starts or resumes it, with what shows how it goes among its callbacks.</param>
    internal WatchedRun(Output output, int epochs, Func<IReadOnlyList<Callback>, TrainingRun> prepare)
    {
        _display = TrainingDisplay.For(output, epochs);
        Run = prepare(_display is null ? [] : [_display]);
    }

    /// <summary>The run.</summary>
    internal TrainingRun Run { get; }

    /// <summary>Trains, evaluates, and writes the report where there is a model.</summary>
    internal RunResult Execute(CancellationToken cancellation)
    {
        RunResult result = _display is null ? Run.Execute(cancellation) : _display.Show(() => Run.Execute(cancellation));
        RunReport.Create(Run, result)?.Save(Run.Folder.Path);
        return result;
    }
}
