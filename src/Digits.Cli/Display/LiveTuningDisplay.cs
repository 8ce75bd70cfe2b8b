using System.Diagnostics;
using Digits.Engine;
using Digits.Tuning;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Digits.Cli.Display;

/// <summary>For terminals: the best trials and those at work, of all processes that share the study, as a table that is redrawn every second.</summary>
internal sealed class LiveTuningDisplay(TrainingStudy study) : TuningDisplay
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
    protected override void Show(Action work) => _console.Live(new Text("…")).Start(context =>
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
    public override void Report(Trial value)
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
                context.UpdateTarget(Table(study.Study.Read()));
            }
            catch (DigitsException)
            {
                // The workers meet the same database, and say what is wrong.
            }

            // A large study takes long to read: leave most of the time to the workers.
            if (!isLast)
                end.WaitHandle.WaitOne(TimeSpan.FromTicks(Math.Max(_pause.Ticks, 20 * reading.Elapsed.Ticks)));
        }
        while (!isLast);
    }

    private Rows Table(StudyHistory history)
    {
        Table table = new() { Border = TableBorder.Simple, Expand = true };
        table.AddColumn(new TableColumn("trial").RightAligned().NoWrap());
        foreach (TrainingObjective objective in study.Search.Objectives)
            table.AddColumn(new TableColumn(objective.Name).RightAligned().NoWrap());
        table.AddColumn(new TableColumn("epochs").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("time").RightAligned().NoWrap());
        table.AddColumn("parameters");

        Trial[] best = [.. history.Ranked().Take(Shown)];
        for (int i = 0; i < best.Length; i++)
            Add(table, best[i], i == 0 ? new Style(Color.Green) : Style.Plain, best[i].Values);
        foreach (Trial trial in history.Trials.Where(trial => trial.State == TrialState.Running).Take(Shown))
            Add(
                table,
                trial,
                new Style(decoration: Decoration.Dim),
                trial.LastStep is { } step && study.Search.Objectives.Count == 1 ? [trial.Intermediate[step]] : []);

        return new Rows(table, new Text($"{TuneText.Counts(history.Trials)}; {Figures.Clock(_time.Elapsed)}", new Style(decoration: Decoration.Dim)));
    }

    private void Add(Table table, Trial trial, Style style, IReadOnlyList<double> values)
    {
        IEnumerable<string> cells =
        [
            $"{trial.Number}",
            .. study.Search.Objectives.Select((objective, i) => i < values.Count ? objective.Format(values[i]) : "…"),
            $"{trial.LastStep}",
            trial.Started is { } start ? Figures.Clock((trial.Ended ?? DateTime.UtcNow) - start) : "",
            TuneText.Parameters(trial),
        ];
        table.AddRow(cells.Select(cell => (IRenderable)new Text(cell, style)));
    }
}
