using System.Globalization;
using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reading;

namespace Digits.Training;

/// <summary>
/// A training run in a folder: a configuration and data in, a model, metrics and history out. A run that was interrupted or killed
/// continues with <see cref="Resume"/> and ends with the same weights, bit for bit.
/// </summary>
public sealed class TrainingRun
{
    private readonly ModelCheckpoint _best;
    private readonly IReadOnlyList<string> _labelNames;

    private TrainingRun(RunFolder folder, RunConfiguration configuration, DigitData data, int threads, TimeSpan? timeBudget, IReadOnlyList<Callback> callbacks)
    {
        Folder = folder;
        Configuration = configuration;
        Threads = threads;
        DigitSet images = configuration.TrainingImages(data);
        (Train, Validation) = configuration.Divide(data);
        Test = (data.Test is { IsLabeled: true } test ? test : null) ?? Validation ?? Train;

        _best = new ModelCheckpoint(folder.Model) { Metadata = epoch => Metadata(epoch), FinalEpoch = configuration.FinalEpoch };
        StartingPoint start = StartingPoint.Of(configuration, images, data.RequireLabelNames());
        (_labelNames, Remarks) = (start.LabelNames, start.Remarks);
        Trainer = configuration.CreateTrainer(start.Network, Train, Validation, threads, [_best, new CsvLogger(folder.History), .. callbacks], timeBudget);
        Trainer.Save = () => Checkpoint.Save(folder.Last, Trainer);
    }

    /// <summary>Where the files lie.</summary>
    public RunFolder Folder { get; }

    /// <summary>The images that are trained on.</summary>
    public DigitSet Train { get; }

    /// <summary>The images that are kept for validation; null for none.</summary>
    public DigitSet? Validation { get; }

    /// <summary>
    /// The images that the best model is evaluated on: the data's labeled test images or, where there are none, the validation or at last the training images.
    /// </summary>
    public DigitSet Test { get; }

    /// <summary>Threads; 0 for one a processor.</summary>
    internal int Threads { get; }

    /// <summary>What was asked for.</summary>
    public RunConfiguration Configuration { get; }

    /// <summary>What was done to a model that is trained further so that it can be, such as a new last layer for other classes; a line each.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>What trains.</summary>
    public Trainer Trainer { get; }

    /// <summary>Begins a run.</summary>
    /// <param name="folder">Where the run's files go; made here, once the rest has been found in order.</param>
    /// <param name="configuration">What to train, and how.</param>
    /// <param name="data">The data that the configuration names.</param>
    /// <param name="threads">Threads; 0 for one a processor.</param>
    /// <param name="timeBudget">Training stops once it has taken this long; null for no limit.</param>
    /// <param name="callbacks">What else acts as training goes on.</param>
    /// <exception cref="DigitsException">The configuration or the data cannot be trained with, or the folder cannot be written.</exception>
    public static TrainingRun Start(
        RunFolder folder,
        RunConfiguration configuration,
        DigitData data,
        int threads = 0,
        TimeSpan? timeBudget = null,
        IReadOnlyList<Callback>? callbacks = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(data);
        configuration.Check();
        configuration = configuration.Resolve();
        TrainingRun run = new(folder, configuration, data, threads, timeBudget, callbacks ?? []);
        folder.Make(made => configuration.Save(made.Configuration));
        return run;
    }

    /// <summary>Takes up a run where its last checkpoint was written; where there is none yet, from the start.</summary>
    /// <param name="folder">The run's folder, with its <c>config.json</c>.</param>
    /// <param name="data">The data that the run was started with.</param>
    /// <param name="threads">Threads; 0 for one a processor.</param>
    /// <param name="timeBudget">Training stops once it has taken this long, the time before counted in; null for no limit.</param>
    /// <param name="callbacks">What else acts as training goes on.</param>
    /// <exception cref="DigitsException">The folder holds no run, or its checkpoint is damaged.</exception>
    public static TrainingRun Resume(RunFolder folder, DigitData data, int threads = 0, TimeSpan? timeBudget = null, IReadOnlyList<Callback>? callbacks = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(data);
        RunConfiguration configuration = RunConfiguration.Load(folder.Configuration);
        configuration.Check();
        folder.RemoveHalfWritten();
        TrainingRun run = new(folder, configuration, data, threads, timeBudget, callbacks ?? []);
        if (Checkpoint.ExistsIn(folder.Last))
            Checkpoint.Restore(folder.Last, run.Trainer);

        // What was measured when time cut the run off is not what it will end with.
        if (!folder.IsFinished())
            File.Delete(folder.Metrics);

        return run;
    }

    /// <summary>Trains, then evaluates the best model on the test set and writes <c>metrics.json</c>.</summary>
    /// <param name="cancellation">Stops between two steps, with a checkpoint written.</param>
    /// <exception cref="DigitsException">A file cannot be written.</exception>
    public RunResult Execute(CancellationToken cancellation = default)
    {
        Trainer.Fit(cancellation);
        RunResult result = new(Folder.Path, Trainer.StopReason, Trainer.History, _best.BestEpoch, Metrics: null);
        if (Trainer.StopReason is StopReason.Cancelled or StopReason.Diverged || _best.BestEpoch == 0)
            return result;

        OnnxModel model = Calibrate(BestModel());
        Predictions predictions = Predictions.Of(new Classifier(model, Threads), Test);
        EvaluationResult metrics = predictions.Evaluate();
        Dictionary<string, string> metadata = Metadata(Trainer.History[_best.BestEpoch - 1], metrics);
        if (model.Metadata.TryGetValue(Temperature.Key, out string? temperature))
            metadata[Temperature.Key] = temperature;
        if (Validation is not null && ClassNames.HaveNone(_labelNames))
            metadata[OnnxMetadata.RejectBelow] = Number(RejectThreshold.Fit(new Classifier(model, Threads), Validation));

        model = new OnnxModel(model.Network, metadata);
        model.Save(Folder.Model);
        metrics.Save(Folder.Metrics);
        return result with { Model = model, Metrics = metrics, Predictions = predictions };
    }

    /// <summary>The best epoch's model; of a run that was resumed after that epoch, the file's.</summary>
    private OnnxModel BestModel() => _best.Restore(Trainer.Network)
        ? new OnnxModel(Trainer.Network, Metadata(Trainer.History[_best.BestEpoch - 1]))
        : OnnxModel.Load(Folder.Model);

    /// <summary>Once: a run that is over and taken up again has its temperature.</summary>
    private OnnxModel Calibrate(OnnxModel model) => Configuration.Calibrate && !model.Metadata.ContainsKey(Temperature.Key)
        ? Temperature.Apply(model, Temperature.Fit(new Classifier(model, Threads).Logits(Validation!), Validation!.Labels))
        : model;

    /// <summary>What the model says of itself. No times and no paths: the same run gives the same file.</summary>
    private Dictionary<string, string> Metadata(EpochRecord epoch, EvaluationResult? metrics = null)
    {
        Dictionary<string, string> metadata = new(StringComparer.Ordinal)
        {
            [OnnxMetadata.InputRange] = OnnxMetadata.ZeroToOne,
            [OnnxMetadata.Labels] = string.Join(',', _labelNames),
            [OnnxMetadata.Configuration] = Configuration.WithoutFolders().ToJson(),
            ["training_data"] = Train.Name,
            ["epoch"] = epoch.Epoch.ToString(CultureInfo.InvariantCulture),
            ["validation_accuracy"] = Number(epoch.ValidationAccuracy),
            ["validation_loss"] = Number(epoch.ValidationLoss),
        };
        if (metrics is not null)
        {
            metadata["evaluated_on"] = metrics.Dataset;
            metadata["test_accuracy"] = Number(metrics.Accuracy);
            metadata["test_loss"] = Number(metrics.Loss);
        }

        return metadata;
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
