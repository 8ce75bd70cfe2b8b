using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Digits.Cli.Display;
using Digits.Cli.Json;
using Digits.Engine;
using Digits.Training;
using Digits.Tuning;

namespace Digits.Cli.Verbs;

/// <summary><c>digits tune</c>: searches for better options.</summary>
internal sealed class TuneVerb : Verb
{
    private readonly RunOptionParser _configuration;
    private readonly SearchOptions _search;

    private readonly Option<string> _storage = new("--storage")
    {
        Description = "Database of the study: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE",
        HelpName = "URL",
        DefaultValueFactory = _ => "sqlite:///study.db",
    };

    private readonly Option<string> _study = new("--study")
    {
        Description = "Name of the study; the same command continues it",
        HelpName = "NAME",
        DefaultValueFactory = _ => "digits",
    };

    private readonly Option<bool> _retrain = new("--retrain-best")
    {
        Description = "Train the best (of several objectives, by the first) on training and validation images, and evaluate it once on the test images",
    };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "Folder for the report and the retrained model [default: the next free runs/tune-N]",
        HelpName = "DIR",
    };

    internal TuneVerb()
        : base(
            "tune",
            "Search for better options, in a study that survives crashes and that other machines can join",
            "digits tune --trials 30",
            "digits tune --model fast --epochs 2 --space \"learning-rate=log(1e-3,3e-2)\" --retrain-best",
            "digits tune --storage postgresql://me:secret@db/studies --study classic --workers 2 --timeout 8h",
            "digits tune --space \"layers=int(2,4)\" --space \"filters-4=int(64,256,64) if layers>=4\"")
    {
        _configuration = new RunOptionParser(this);
        _search = new SearchOptions(this);
        foreach (Option option in (Option[])[_storage, _study, _retrain, _out])
            Add(option);
    }

    /// <inheritdoc />
    protected override int Run(ParseResult result, Output output)
    {
        RunConfiguration configuration = _configuration.Read(result);
        if (LineRun.Trains(configuration))
            throw new InvalidOptionException("recipe", $"'{configuration.Recipe}' trains on lines of writing, for which there is no search; choose another.");

        TrainingSearch search = _search.Search(result, configuration);
        StudyOptions options = _search.Study(result, configuration);
        JsonObject[] enqueued = [.. _search.Enqueued(result).Select(search.Space.ParseValues)];
        string folder = result.GetValue(_out) ?? RunFolder.Next("runs", "tune").Path;
        OutputFolder.RequireWritable(folder);

        using Interruption interruption = new();
        if (DataLoading.Load(configuration, output, interruption) is not { } data)
            return interruption.ExitCode;

        foreach (string remark in search.Remarks(data))
            output.Remark(remark);

        TrainingStudy study = TrainingStudy.Open(result.GetRequiredValue(_storage), result.GetRequiredValue(_study), search, folder);
        foreach (JsonObject values in enqueued)
            study.Study.Enqueue(values);

        output.Remark(study.Study.IsNew
            ? $"Study '{study.Study.Name}' in {study.Study.Storage}: {options.Trials} trials"
            : $"Continuing study '{study.Study.Name}': {study.Study.Read().Trials.Count(trial => trial.IsFinished)} trials are done");
        TuningDisplay.Show(output, study, progress => study.Optimize(data, options, output.Threads, progress, interruption.Token));
        StudyHistory history = study.Study.Read();
        study.Report().Save(folder);
        output.Remark($"Wrote {Path.Combine(folder, "report.html")}");
        if (history.Best() is [var only] && study.SaveNetwork(only) is { } network)
            output.Remark($"Wrote {network}, the best network");

        RetrainedBest? retrained = null;
        if (!interruption.Token.IsCancellationRequested && result.GetValue(_retrain) && history.BestByFirstObjective() is { } best)
            retrained = RetrainedBest.Train(study, best, data, RunFolder.Next(folder, "best"), output, interruption);

        Print(study, history, retrained, output);
        if (interruption.Token.IsCancellationRequested)
        {
            Output.Warn("digits: interrupted; the same command continues the study.");
            return interruption.ExitCode;
        }

        if (retrained?.Failure is not { } failure)
            return ExitCode.Done;
        Output.Warn($"digits: retraining: {failure}");
        return ExitCode.Failed;
    }

    private static void Print(TrainingStudy study, StudyHistory history, RetrainedBest? retrained, Output output) => output.Result(
        () => TuneText.Describe(history, study.Search.Objectives)
            + (history.Best() is [var first, ..] && study.CommandOf(first) is { } command ? $"\nTo train the best again:\n  {command}\n" : "")
            + (retrained is null ? "" : $"\n{retrained.Describe()}\n"),
        () => JsonSerializer.Serialize(TuneDocument.Of(study, history, retrained?.Result.Metrics), CliJson.Default.TuneDocument));
}
