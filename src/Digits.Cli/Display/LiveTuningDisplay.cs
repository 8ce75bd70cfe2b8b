using System.Diagnostics;
using Digits.Engine;
using Digits.Tuning;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Digits.Cli.Display;

/// <summary>For terminals: the best trials and those at work, of all processes that share the study, as a table that is drawn anew every second.</summary>
internal sealed class LiveTuningDisplay(IReadOnlyList<TuningMeasure> measures, Func<StudyHistory> study) : TuningDisplay
{
    private const int Shown = 8;
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);
    private readonly Stopwatch _time = Stopwatch.StartNew();
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Console.Error),
        Interactive = InteractionSupport.Yes,
    });

    /// <inheritdoc />
    internal override void Show(Action work) => _console.Live(new Text("…")).Start(context =>
    {
        using CancellationTokenSource end = new();
        Thread drawing = new(() => Draw(context, end.Token));
        drawing.Start();
        try
        {
            work();
        }
        finally
        {
            end.Cancel();
            drawing.Join();
        }
    });

    /// <inheritdoc />
    internal override void Ended(Trial trial)
    {
        // The table shows it within a second.
    }

    private void Draw(LiveDisplayContext context, CancellationToken end)
    {
        bool isLast;
        do
        {
            isLast = end.IsCancellationRequested;
            Stopwatch reading = Stopwatch.StartNew();
            try
            {
                context.UpdateTarget(Table(study()));
            }
            catch (DigitsException)
            {
                // The workers meet the same database, and say what is wrong.
            }

            // A large study takes long to read: most of the time is the workers'.
            if (!isLast)
                end.WaitHandle.WaitOne(TimeSpan.FromTicks(Math.Max(_pause.Ticks, 20 * reading.Elapsed.Ticks)));
        }
        while (!isLast);
    }

    private Rows Table(StudyHistory history)
    {
        Table table = new() { Border = TableBorder.Simple, Expand = true };
        table.AddColumn(new TableColumn("trial").RightAligned().NoWrap());
        foreach (TuningMeasure measure in measures)
            table.AddColumn(new TableColumn(measure.Name).RightAligned().NoWrap());
        table.AddColumn(new TableColumn("epochs").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("time").RightAligned().NoWrap());
        table.AddColumn("tries");

        Trial[] best = [.. TrialRanking.Of(history).Where(trial => trial.State == TrialState.Complete).Take(Shown)];
        for (int i = 0; i < best.Length; i++)
            Add(table, best[i], i == 0 ? new Style(Color.Green) : Style.Plain, best[i].Values);
        foreach (Trial trial in history.Trials.Where(trial => trial.State == TrialState.Running).Take(Shown))
            Add(table, trial, new Style(decoration: Decoration.Dim), trial.LastStep is { } step && measures.Count == 1 ? [trial.Intermediate[step]] : []);

        return new Rows(table, new Text($"{TuneWords.Counts(history.Trials)}; {Figures.Clock(_time.Elapsed)}", new Style(decoration: Decoration.Dim)));
    }

    private void Add(Table table, Trial trial, Style style, IReadOnlyList<double> values)
    {
        IEnumerable<string> cells =
        [
            $"{trial.Number}",
            .. measures.Select((measure, i) => i < values.Count ? TuneWords.Value(measure, values[i]) : "…"),
            $"{trial.LastStep}",
            trial.Started is { } start ? Figures.Clock((trial.Ended ?? DateTime.UtcNow) - start) : "",
            TuneWords.Parameters(trial),
        ];
        table.AddRow(cells.Select(cell => (IRenderable)new Text(cell, style)));
    }
}
