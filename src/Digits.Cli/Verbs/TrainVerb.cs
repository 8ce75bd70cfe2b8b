using System.CommandLine;
using System.Text.Json;
using Digits.Cli.Json;
using Digits.Data;
using Digits.Engine;
using Digits.Training;

namespace Digits.Cli.Verbs;

/// <summary><c>digits train</c>: trains a network and writes a run folder.</summary>
internal sealed class TrainVerb : Verb
{
    private readonly RunOptionParser _configuration;

    private readonly Option<TimeSpan?> _timeBudget = new("--time-budget")
    {
        Description = "Stop once training has taken this long, such as 90s, 30m or 1.5h",
        HelpName = "TIME",
        CustomParser = TimeBudget.Parse,
    };

    private readonly Option<string?> _out = new("--out") { Description = "Folder for the run [default: the next free runs/train-N]", HelpName = "DIR" };

    private readonly Option<string?> _resume = new("--resume") { Description = "Continue the run in this folder where it stopped", HelpName = "DIR" };

    private readonly Option<int?> _seeds = new("--seeds")
    {
        Description = "Train with this many seeds, from --seed up, and report mean and deviation; with --out, the same command continues after an interruption",
        HelpName = "N",
        CustomParser = Number.Parse<int>,
    };

    internal TrainVerb()
        : base(
            "train",
            "Train a network and write the model, metrics and a report to a folder",
            "digits train",
            "digits train --data strokes --epochs 3 --seed 1 --out runs/try",
            "digits train --recipe fast --seeds 5 --out runs/fast",
            "digits train --resume runs/train-1",
            "digits train --from runs/train-1/model.onnx --data letters/ --learning-rate 0.0003",
            "digits train --model net.json",
            "digits train --recipe lines",
            "digits train --from lines.onnx --data numbers/")
    {
        _configuration = new RunOptionParser(this);
        Add(_timeBudget);
        Add(_out);
        Add(_resume);
        Add(_seeds);
    }

    /// <inheritdoc />
    protected override int Run(ParseResult result, Output output)
    {
        using Interruption interruption = new();
        return result.GetValue(_resume) is { } folder
            ? Resume(folder, result, output, interruption)
            : Start(result, output, interruption);
    }

    private int Start(ParseResult result, Output output, Interruption interruption)
    {
        RunConfiguration configuration = _configuration.Read(result);
        int? seeds = result.GetValue(_seeds);
        if (seeds < 1)
            throw new InvalidInputException($"--seeds {seeds} cannot be used; give at least 1.");
        RunFolder? wanted = result.GetValue(_out) is not { } path ? null : seeds is null ? NewRun(path) : new RunFolder(path);
        TimeSpan? budget = result.GetValue(_timeBudget);
        if (LineRun.Trains(configuration))
        {
            return seeds is null
                ? LineTraining.Start(wanted ?? RunFolder.Next("runs"), configuration, budget, output, interruption)
                : throw new InvalidInputException("--seeds cannot be used for lines of writing; train with one --seed after another.");
        }

        bool isOpen = configuration is { Data: MnistSource.Name, Transpose: false, Invert: false } && !_configuration.IsGiven(result, "data");
        DigitData? data = isOpen ? DataLoading.LoadDefault(output, interruption) : DataLoading.Load(configuration, output, interruption);
        if (data is null)
            return interruption.ExitCode;
        if (data.WhyStrokes is not null)
            configuration = configuration with { Data = DataSource.StrokesName };

        if (_configuration.IsGiven(result, "data"))
            InputRemarks.WarnOfData(configuration, data, output.Threads);
        if (seeds is { } count)
        {
            return new SeedTraining(configuration, data, budget, output, interruption)
                .Run(wanted ?? RunFolder.Next("runs", "seeds"), count);
        }

        WatchedRun run = new(
            output,
            configuration.Epochs,
            callbacks => TrainingRun.Start(wanted ?? RunFolder.Next("runs"), configuration, data, output.Threads, budget, callbacks));
        output.Remark($"Training {configuration.Model} on {run.Run.Train.Name}; files go to {run.Run.Folder.Path}");
        foreach (string remark in run.Run.Remarks)
            output.Remark(remark);

        return Execute(run, configuration, data, output, interruption);
    }

    /// <summary>A folder for a new run; where it holds a run already, how to go on with that is said.</summary>
    private static RunFolder NewRun(string path)
    {
        try
        {
            return RunFolder.ForNewRun(path);
        }
        catch (InvalidInputException e) when (File.Exists(new RunFolder(path).Configuration))
        {
            throw new InvalidInputException($"{path}: holds a run already; continue it with --resume {ShellWord.Quote(path)}, or give another --out.", e);
        }
    }

    private int Resume(string path, ParseResult result, Output output, Interruption interruption)
    {
        if (result.GetValue(_seeds) is not null)
        {
            throw new InvalidInputException(
                "--seeds and --resume exclude each other: give the command with --seeds and --out again, and it goes on by itself.");
        }

        if (result.GetValue(_out) is not null)
            throw new InvalidInputException("--out and --resume exclude each other: a resumed run stays in its folder.");
        RunFolder folder = new(path);
        if (!File.Exists(folder.Configuration))
            throw new InvalidInputException($"{path}: holds no run to resume (there is no config.json); give the folder that 'digits train' wrote.");

        RunConfiguration configuration = RunConfiguration.Load(folder.Configuration);
        configuration.Check();
        _configuration.RequireSame(result, configuration);
        TimeSpan? budget = result.GetValue(_timeBudget);
        if (LineRun.Trains(configuration))
            return LineTraining.Resume(folder, budget, output, interruption);

        if (DataLoading.Load(configuration, output, interruption) is not { } data)
            return interruption.ExitCode;

        WatchedRun run = new(output, configuration.Epochs, callbacks => TrainingRun.Resume(folder, data, output.Threads, budget, callbacks));
        int done = run.Run.Trainer.History.Count;
        output.Remark($"Resuming {path}: {configuration.Model} on {run.Run.Train.Name}, {done} of {configuration.Epochs} epochs are done");
        return Execute(run, configuration, data, output, interruption);
    }

    private static int Execute(WatchedRun watched, RunConfiguration configuration, DigitData data, Output output, Interruption interruption)
    {
        TrainingRun run = watched.Run;
        string validation = run.Validation is { } kept ? $"and {kept.Count:N0} for validation" : "and none for validation";
        output.Remark($"{run.Train.Count:N0} images {validation}, {run.Trainer.Network.ParameterCount:N0} parameters\n");
        RunResult result = watched.Execute(interruption.Token);
        if (output.Json || result.Metrics is not null)
        {
            output.Result(
                () => TrainingSummary.Describe(run.Folder, configuration, data, result),
                () => JsonSerializer.Serialize(TrainDocument.Of(result, configuration.Data), CliJson.Default.TrainDocument));
        }

        if (result.StopReason == StopReason.Cancelled)
        {
            Output.Warn($"digits: interrupted; continue with: digits train --resume {ShellWord.Quote(run.Folder.Path)}");
            return interruption.ExitCode;
        }

        if (TrainingSummary.Failure(run.Folder, result) is not { } failure)
        {
            DigitSet measured = run.Validation ?? run.Train;
            if (TrainingSummary.Guessing(measured, run.Validation is not null, configuration, result) is { } guessing)
                Output.Warn($"digits: {guessing}");
            return ExitCode.Done;
        }

        Output.Warn($"digits: {failure}");
        return ExitCode.Failed;
    }
}
