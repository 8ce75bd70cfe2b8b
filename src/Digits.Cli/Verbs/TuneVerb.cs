using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Digits.Cli.Json;
using Digits.Data;
using Digits.Engine;
using Digits.Training;
using Digits.Tuning;

namespace Digits.Cli.Verbs;

/// <summary><c>digits tune</c>: searches for better options.</summary>
internal sealed class TuneVerb : Verb
{
    private readonly RunOptionParser _configuration;
    private readonly TuningSetup _setup;
    private readonly Option<int?> _trials = new("--trials") { Description = "The study ends with so many trials, failed ones not counted", HelpName = "N", CustomParser = Number.Parse<int>, DefaultValueFactory = _ => 50 };
    private readonly Option<int?> _workers = new("--workers") { Description = "Trials at once in this process; others may work at the same study", HelpName = "N", CustomParser = Number.Parse<int>, DefaultValueFactory = _ => 1 };
    private readonly Option<TimeSpan?> _timeout = new("--timeout") { Description = "Stop after this long, such as 30m; what was at work waits for the next time", HelpName = "TIME", CustomParser = TimeBudget.Parse };
    private readonly Option<TimeSpan?> _heartbeat = new("--heartbeat")
    {
        Description = "How often a worker says that it is alive; after three times as long without a word others take over its trial [default: 20s]",
        HelpName = "TIME",
        CustomParser = TimeBudget.Parse,
    };

    private readonly Option<string> _storage = new("--storage") { Description = "Where the study is: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE", HelpName = "URL", DefaultValueFactory = _ => "sqlite:///study.db" };
    private readonly Option<string> _study = new("--study") { Description = "The study's name; the same command goes on with it", HelpName = "NAME", DefaultValueFactory = _ => "digits" };
    private readonly Option<string[]> _enqueue = new("--enqueue") { Description = "Try this first, as often as wanted: learning-rate=0.001,optimizer=adam", HelpName = "VALUES" };
    private readonly Option<bool> _retrain = new("--retrain-best") { Description = "Train the best (of several objectives, by the first) on training and validation images, and evaluate it once on the test images" };
    private readonly Option<string?> _out = new("--out") { Description = "Folder for the report and the retrained model [default: the next free runs/tune-N]", HelpName = "DIR" };

    internal TuneVerb()
        : base(
            "tune",
            "Search for better options, in a study that survives crashes and that other machines can join",
            "digits tune --trials 30",
            "digits tune --model fast --epochs 2 --schedule one-cycle --space \"learning-rate=log(1e-3,3e-2)\" --retrain-best",
            "digits tune --storage postgresql://me:secret@db/studies --study classic --workers 2 --timeout 8h",
            "digits tune --space \"optimizer=choice(adam,sgd)\" --space \"momentum=uniform(0.8,0.99) if optimizer=sgd\"")
    {
        _configuration = new RunOptionParser(this);
        _setup = new TuningSetup(this);
        foreach (Option option in (Option[])[_trials, _workers, _timeout, _heartbeat, _storage, _study, _enqueue, _retrain, _out])
            Add(option);
    }

    /// <inheritdoc />
    protected override int Run(ParseResult result, Output output)
    {
        RunConfiguration configuration = _configuration.Read(result);
        if (configuration.ValidationSplit == 0)
            throw new InvalidInputException("tune measures on validation images, and --validation-split is 0; give a share, such as --validation-split 0.1.");

        int trials = Least(_trials, result);
        int workers = Least(_workers, result);
        TimeSpan heartbeat = result.GetValue(_heartbeat) ?? new StudyWorkerOptions().Heartbeat;
        if (heartbeat > TimeSpan.FromHours(1))
            throw new InvalidInputException("--heartbeat cannot be used: a worker that dies would not be missed for hours; give at most 1h.");

        SearchSpace space = _setup.Space(result, configuration);
        IReadOnlyList<TuningMeasure> measures = _setup.Measures(result);
        (ISampler sampler, IPruner pruner) = (_setup.Sampler(result, configuration.Seed), _setup.Pruner(result, configuration.Epochs));
        JsonObject[] first = [.. (result.GetValue(_enqueue) ?? []).Select(text => EnqueuedValues.Parse(text, space))];
        string folder = result.GetValue(_out) ?? RunFolder.Next("runs", "tune").Path;
        OutputFolder.RequireWritable(folder);

        using Interruption interruption = new();
        if (DataLoading.Load(configuration.Data, output, interruption) is not { } data)
            return interruption.ExitCode;

        DigitSet images = configuration.TrainingImages(data);
        foreach (string remark in configuration.From is null ? [] : StartingPoint.Of(configuration, images, images.LabelNames).Remarks)
            output.Remark(remark);

        StudyStore store = StudyStore.Open(result.GetRequiredValue(_storage));
        StoredStudy study = store.Study(result.GetRequiredValue(_study), [.. measures.Select(measure => measure.Direction)]);
        TuningSession session = new(store, study, configuration, images, measures, output);
        session.Check();
        StudyWorkerOptions options = new() { Trials = trials, Heartbeat = heartbeat };
        new StudyWorker(store, study, space, sampler, pruner, options).Check();
        foreach (JsonObject values in first)
            store.Enqueue(study, values);

        output.Remark(study.IsNew ? $"Study '{study.Name}' in {StudyStorage.Hide(result.GetRequiredValue(_storage))}: {trials} trials" : $"Going on with the study '{study.Name}': {store.Trials(study).Count(trial => trial.IsFinished)} trials are done");
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token);
        if (result.GetValue(_timeout) is { } time)
            timeout.CancelAfter(time);

        session.Work(space, sampler, pruner, options, workers, timeout.Token);
        StudyHistory history = new(study.Directions, store.Trials(study));
        session.SaveReport(history, folder);
        output.Remark($"Wrote {Path.Combine(folder, "report.html")}");
        if (history.Best() is [var only] && session.SaveNetwork(only) is { } network)
            output.Remark($"Wrote {network}, the best network");

        RetrainedBest? retrained = null;
        if (!interruption.Token.IsCancellationRequested && result.GetValue(_retrain) && history.Best().MinBy(trial => history.Cost(trial.Values[0])) is { } best)
            retrained = RetrainedBest.Train(best.Number, session.Of(best), data, RunFolder.Next(folder, "best"), output, interruption);

        Report(result, history, measures, retrained, output);
        if (interruption.Token.IsCancellationRequested)
        {
            Output.Warn("digits: interrupted; the same command goes on with the study.");
            return interruption.ExitCode;
        }

        if (retrained?.Failure is not { } failure)
            return ExitCode.Done;
        Output.Warn($"digits: retraining: {failure}");
        return ExitCode.Failed;
    }

    private static int Least(Option<int?> option, ParseResult result) =>
        result.GetValue(option) is { } value and >= 1 ? value : throw new InvalidInputException($"{option.Name} {result.GetValue(option)} cannot be used; give at least 1.");

    private void Report(ParseResult result, StudyHistory history, IReadOnlyList<TuningMeasure> measures, RetrainedBest? retrained, Output output)
    {
        IReadOnlyList<Trial> best = history.Best();
        TuneDocument document = new(
            result.GetRequiredValue(_study),
            StudyStorage.Hide(result.GetRequiredValue(_storage)),
            Count(TrialState.Complete),
            Count(TrialState.Pruned),
            Count(TrialState.Fail),
            [.. best.Select(trial => TuneDocument.Of(trial, TuneWords.Command(trial)))],
            retrained?.Result.Metrics is { } metrics ? JsonNode.Parse(metrics.ToJson()) : null);
        output.Result(
            () => TuneWords.Describe(history.Trials, history, measures)
                + (best is [var first, ..] && TuneWords.Command(first) is { } command ? $"\nThe best again:\n  {command}\n" : "")
                + (retrained is null ? "" : $"\n{retrained.Describe()}\n"),
            () => JsonSerializer.Serialize(document, CliJson.Default.TuneDocument));

        int Count(TrialState state) => history.Trials.Count(trial => trial.State == state);
    }
}
