using System.Diagnostics;
using Digits.Training;
using Spectre.Console;

namespace Digits.Cli.Display;

/// <summary>For terminals: the finished epochs as a table that grows, below it a bar for the one at work.</summary>
internal sealed class LiveTrainingDisplay(int epochs) : TrainingDisplay
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);
    private readonly Stopwatch _sinceLast = new();
    private readonly FiguresColumn _figures = new();
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Console.Error),
        Interactive = InteractionSupport.Yes,
    });

    private ProgressTask? _bar;

    /// <inheritdoc />
    internal override void Begin(IReadOnlyList<EpochRecord> history)
    {
        _console.WriteLine("Epoch    Train loss  accuracy    Validation loss  accuracy    Rate       Time", new Style(decoration: Decoration.Dim));
        foreach (EpochRecord epoch in history)
            Write(epoch);
        _sinceLast.Restart();
    }

    /// <inheritdoc />
    internal override void EndStep(TrainingProgress progress)
    {
        if (_bar is null || (_sinceLast.Elapsed < _pause && progress.Batch != progress.Batches))
            return;
        _bar.Description = Epoch(progress.Epoch);
        _bar.MaxValue = progress.Batches;
        _bar.Value = progress.Batch;
        _figures.Text = $"loss {progress.Loss:0.0000}  accuracy {Figures.Share(progress.Accuracy)}  "
            + $"{progress.ImagesPerSecond,6:N0} images/s  {Figures.Clock(progress.Remaining)} left";
        _sinceLast.Restart();
    }

    /// <inheritdoc />
    internal override void EndEpoch(EpochRecord epoch) => Write(epoch);

    /// <inheritdoc />
    internal override T Show<T>(Func<T> work)
    {
        const int WidthOfText = 68;
        T result = _console.Progress()
            .AutoClear(enabled: true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn { Width = Math.Clamp(_console.Profile.Width - WidthOfText, 5, 40) },
                _figures)
            .Start(context =>
            {
                _bar = context.AddTask("…");
                return work();
            });
        _console.WriteLine();
        return result;
    }

    private void Write(EpochRecord epoch)
    {
        string validation = double.IsNaN(epoch.ValidationLoss)
            ? $"{"–",15}  {"–",8}"
            : $"{epoch.ValidationLoss,15:0.0000}  {Figures.Share(epoch.ValidationAccuracy),8}";
        _console.WriteLine(
            $"{Epoch(epoch.Epoch),-7}  {epoch.TrainLoss,10:0.0000}  {Figures.Share(epoch.TrainAccuracy),8}    {validation}    "
            + $"{Figures.Rate(epoch.LearningRate),-8}  {epoch.Seconds,5:0.0} s  {Errors(epoch)}".TrimEnd());
    }

    private string Epoch(int number) => $"{number.ToString().PadLeft(epochs.ToString().Length)}/{epochs}";
}
