using System.Globalization;
using Digits.Data;
using Digits.Engine;
using Digits.Reading;
using Digits.Zoo;

namespace Digits.Training;

/// <summary>
/// A run that trains a network to read lines of writing, in a folder: a configuration in, a model, metrics and history out. It trains on lines that a program
/// draws or, further, on a user's own pictures among them. A run that was interrupted or killed continues with <see cref="Resume(RunFolder, DigitData, int,
/// TimeSpan?)"/> and ends with the same weights, bit for bit.
/// </summary>
public sealed class LineRun
{
    /// <summary>The name of the recipe, and of the network.</summary>
    internal const string RecipeName = "lines";

    /// <summary>The name of the data that a program draws.</summary>
    internal const string DrawnLines = "lines";

    private const int UsualLinesPerEpoch = 16_384;

    /// <summary>The width of lines that a model's file is for; a reader takes the network to other widths.</summary>
    private const int UsualWidth = 192;

    private static readonly string[] _notForLines =
    [
        "teacher", "transpose", "invert", "augment", "mild-epochs", "label-smoothing", "validation-split", "own-validation",
        "calibrate", "early-stopping", "reduce-lr-on-plateau",
    ];

    private readonly LineTrainer _trainer;
    private readonly LineSources _sources;
    private readonly int _threads;

    private LineRun(RunFolder folder, RunConfiguration configuration, LineSources sources, int threads, TimeSpan? timeBudget)
    {
        (Folder, Configuration, _sources, _threads) = (folder, configuration, sources, threads);
        int perEpoch = LinesPerEpoch(configuration);
        Network network = CreateNetwork(configuration, sources.Train.Shape);
        _trainer = new LineTrainer(network, configuration.CreateOptimizer(), sources.Train, sources.Validation, new LineTrainerOptions
        {
            Epochs = configuration.Epochs,
            LinesPerEpoch = perEpoch,
            BatchSize = configuration.BatchSize,
            ValidationLines = sources.ValidationLines,
            Seed = configuration.Seed,
            Threads = threads,
            Ema = (float)configuration.Ema,
            Schedule = configuration.CreateSchedule((perEpoch + configuration.BatchSize - 1) / configuration.BatchSize),
            TimeBudget = timeBudget,
            StepEnded = progress => StepEnded?.Invoke(progress),
            EpochEnded = EndEpoch,
        })
        {
            Save = () => Checkpoint.Save(folder.Last, _trainer!),
        };
    }

    /// <summary>Where the files lie.</summary>
    public RunFolder Folder { get; }

    /// <summary>What was asked for.</summary>
    public RunConfiguration Configuration { get; }

    /// <summary>What is trained on, in a word.</summary>
    public string DataName => _sources.Name;

    /// <summary>The number of trainable values.</summary>
    public int Parameters => _trainer.Network.ParameterCount;

    /// <summary>Lines that the network is validated on after each epoch.</summary>
    public int ValidationLines => _sources.ValidationLines;

    /// <summary>The epochs done, also those before a resumption.</summary>
    public IReadOnlyList<EpochRecord> History => _trainer.History;

    /// <summary>Called after each step.</summary>
    public Action<TrainingProgress>? StepEnded { get; set; }

    /// <summary>Called after each epoch.</summary>
    public Action<EpochRecord>? EpochEnded { get; set; }

    /// <summary>Whether a configuration trains on lines rather than on single digits.</summary>
    public static bool Trains(RunConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration.Recipe == RecipeName;
    }

    /// <summary>Whether a model is one that such a run can train further.</summary>
    public static bool CanTrain(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return LineReader.Fits(model);
    }

    /// <summary>The recipe for training a model further: a few short epochs.</summary>
    /// <param name="model">The file of a lines network.</param>
    public static RunConfiguration Further(StartingModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Recipe.Get(RecipeName).Configuration with
        {
            Model = model.Path,
            From = model,
            Epochs = 8,
            Limit = 4096,
            LearningRate = 0.001,
            Ema = 0.99,
        };
    }

    /// <summary>Begins a run.</summary>
    /// <param name="folder">Where the run's files go; made here, once the rest has been found in order.</param>
    /// <param name="configuration">What to train, and how; see <see cref="Trains"/>. Its data is <c>lines</c> or a folder with <c>labels.tsv</c>.</param>
    /// <param name="examples">MNIST: the digits that drawn lines consist of.</param>
    /// <param name="threads">Threads; 0 for one a processor.</param>
    /// <param name="timeBudget">Training stops once it has taken this long; null for no limit.</param>
    /// <exception cref="DigitsException">The configuration or the data cannot be trained with, or the folder cannot be written.</exception>
    public static LineRun Start(RunFolder folder, RunConfiguration configuration, DigitData examples, int threads = 0, TimeSpan? timeBudget = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(examples);
        configuration.Check();
        return Start(folder, configuration, Sources(configuration, examples), threads, timeBudget);
    }

    /// <summary>Takes up a run where its last checkpoint was written; where there is none yet, from the start.</summary>
    /// <param name="folder">The run's folder, with its <c>config.json</c>.</param>
    /// <param name="examples">MNIST, as when the run was started.</param>
    /// <param name="threads">Threads; 0 for one a processor.</param>
    /// <param name="timeBudget">Training stops once it has taken this long, the time before counted in; null for no limit.</param>
    /// <exception cref="DigitsException">The folder holds no such run, or its checkpoint is damaged.</exception>
    public static LineRun Resume(RunFolder folder, DigitData examples, int threads = 0, TimeSpan? timeBudget = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(examples);
        return Resume(folder, configuration => Sources(configuration, examples), threads, timeBudget);
    }

    internal static LineRun Start(RunFolder folder, RunConfiguration configuration, LineSources sources, int threads = 0, TimeSpan? timeBudget = null)
    {
        configuration = configuration.Resolve();
        LineRun run = new(folder, configuration, sources, threads, timeBudget);
        folder.Make(made => configuration.Save(made.Configuration));
        return run;
    }

    internal static LineRun Resume(RunFolder folder, Func<RunConfiguration, LineSources> sources, int threads = 0, TimeSpan? timeBudget = null)
    {
        RunConfiguration configuration = RunConfiguration.Load(folder.Configuration);
        configuration.Check();
        if (!Trains(configuration))
            throw new InvalidInputException($"{folder.Path}: holds a run on single digits, not on lines.");

        folder.RemoveHalfWritten();
        LineRun run = new(folder, configuration, sources(configuration), threads, timeBudget);
        if (Checkpoint.ExistsIn(folder.Last))
            Checkpoint.Restore(folder.Last, run._trainer);

        // What was measured when time cut the run off is not what it will end with.
        if (!folder.IsFinished())
            File.Delete(folder.Metrics);

        return run;
    }

    /// <summary>Trains, fits the temperatures, measures the model and writes <c>metrics.json</c>.</summary>
    /// <param name="cancellation">Stops between two steps, with a checkpoint written.</param>
    /// <exception cref="DigitsException">A file cannot be written.</exception>
    public LineRunResult Execute(CancellationToken cancellation = default)
    {
        _trainer.Fit(cancellation);
        StopReason reason = _trainer.State.StopReason;
        if (reason is StopReason.Cancelled or StopReason.Diverged || History.Count == 0)
            return new LineRunResult(Folder.Path, reason, History, Metrics: null);

        IReadOnlyList<LineAnswer> validation = _trainer.ReadValidation();
        LineCalibration calibration = LineTemperatures.Fit(validation);
        LineValidation test = new(_sources.Test, _sources.TestLines, _threads);
        InferencePlan plan = new(_trainer.Network, _threads);
        LineAnswer[] answers = test.Read(plan, _trainer.Network.Output.Shape);
        LineMetrics metrics = LineMetrics.Of(_sources.Name, answers, calibration) with
        {
            DrawnExact = _sources.OwnValidationLines == 0 ? null : validation.Skip(_sources.OwnValidationLines).Average(answer => answer.IsExact ? 1.0 : 0),
            Parameters = Parameters,
            Seconds = _trainer.State.TotalSeconds,
        };
        Dictionary<string, string> metadata = Metadata(History[^1]);
        calibration.Write(metadata);
        metadata["test_exact"] = Number(metrics.Exact);
        metadata["test_character_error_rate"] = Number(metrics.CharacterErrorRate);
        OnnxModel model = Model(metadata);
        model.Save(Folder.Model);
        metrics.Save(Folder.Metrics);
        return new LineRunResult(Folder.Path, reason, History, metrics) { Model = model, Test = test, Answers = answers, Calibration = calibration };
    }

    /// <summary>The options that count for lines, by name.</summary>
    internal IEnumerable<(string Name, string Value)> Options() => Configuration.Options().Where(option => !_notForLines.Contains(option.Name));

    /// <summary>Makes sure that a configuration that trains on lines asks for nothing that lines do not have.</summary>
    /// <exception cref="InvalidOptionException">It does.</exception>
    internal static void Check(RunConfiguration configuration)
    {
        if (!Trains(configuration))
            return;

        RunConfiguration usual = Recipe.Get(RecipeName).Configuration.Resolve();
        RunConfiguration resolved = configuration.Resolve();
        foreach (string name in _notForLines)
        {
            if (RunOptions.Find(name)!.Get(resolved) != RunOptions.Find(name)!.Get(usual))
                throw new InvalidOptionException(name, $"cannot be used with the recipe '{RecipeName}', which trains on lines of writing.");
        }

        if (configuration.From is null && (configuration.Model != RecipeName || configuration.Description is not null))
            throw new InvalidOptionException("model", $"cannot be used with the recipe '{RecipeName}', which has a network of its own.");

        if (configuration.From is null && configuration.Data != DrawnLines)
        {
            throw new InvalidOptionException(
                "data", $"cannot be used with the recipe '{RecipeName}' alone; to train on pictures of your own, give 'from' a model that reads lines.");
        }
    }

    private static LineSources Sources(RunConfiguration configuration, DigitData examples) => configuration.Data == DrawnLines
        ? LineSources.Drawn(examples, configuration.Seed, LinesPerEpoch(configuration))
        : LineSources.Own(StringFolder.Load(configuration.Data), examples, configuration.Seed, LinesPerEpoch(configuration));

    private static int LinesPerEpoch(RunConfiguration configuration) => configuration.Limit ?? UsualLinesPerEpoch;

    private static Network CreateNetwork(RunConfiguration configuration, Shape line)
    {
        if (configuration.From is not { } from)
        {
            Network network = LinesNetwork.Create(line.Width, height: line.Height);
            network.Initialize(configuration.Seed);
            return network;
        }

        OnnxModel model = from.Load();
        return CanTrain(model)
            ? model.Network.WithInput(line)
            : throw new InvalidInputException($"{from.Path}: does not read lines of writing; give a model that the recipe '{RecipeName}' trained.");
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private void EndEpoch(EpochRecord epoch)
    {
        Model(Metadata(epoch)).Save(Folder.Model);
        CsvLogger.Write(Folder.History, History);
        EpochEnded?.Invoke(epoch);
    }

    /// <summary>The network as it is, for lines of the usual width.</summary>
    private OnnxModel Model(Dictionary<string, string> metadata) =>
        new(_trainer.Network.WithInput(_trainer.Network.Input.Shape with { Width = UsualWidth }), metadata);

    /// <summary>What the model says of itself. No times and no paths: the same run gives the same file.</summary>
    private Dictionary<string, string> Metadata(EpochRecord epoch) => new(StringComparer.Ordinal)
    {
        ["input"] = "a line of writing: the ground is 0, the ink 1",
        [OnnxMetadata.Labels] = string.Join(',', LineSymbols.Names),
        [OnnxMetadata.Configuration] = Configuration.WithoutFolders().ToJson(),
        ["training_data"] = _sources.Name,
        ["epoch"] = epoch.Epoch.ToString(CultureInfo.InvariantCulture),
        ["validation_exact"] = Number(epoch.ValidationAccuracy),
        ["validation_loss"] = Number(epoch.ValidationLoss),
        ["validation_character_error_rate"] = Number(epoch.CharacterErrorRate ?? double.NaN),
    };
}
