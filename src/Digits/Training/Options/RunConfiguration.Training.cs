using Digits.Data;
using Digits.Engine;
using Digits.Zoo;

namespace Digits.Training;

/// <content>What a configuration asks for: its data, its network, and what trains it.</content>
public sealed partial record RunConfiguration
{
    /// <summary>Loads the data that the configuration names, and turns their images as it says.</summary>
    /// <param name="options">Where to look and how to download.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="DigitsException">There is no such data set, or its files cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The download was stopped.</exception>
    public DigitData LoadData(DataSourceOptions? options = null, CancellationToken cancellation = default)
    {
        DigitData data = DataSource.Load(Data, options, cancellation);
        data = Transpose ? data.Transpose() : data;
        return Invert ? data.Invert() : data;
    }

    /// <summary>Whether the images that some data keep for validation validate.</summary>
    public bool ValidatesOnOwn(DigitData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return OwnValidation && data.Validation is { IsLabeled: true };
    }

    /// <summary>The images to train on, and those to validate on: the data's own or a share of the training images; null for none.</summary>
    /// <exception cref="InvalidInputException">There are no training images, they have no labels, or they are too few to divide.</exception>
    public (DigitSet Train, DigitSet? Validation) Divide(DigitData data)
    {
        DigitSet images = TrainingImages(data);
        if (ValidatesOnOwn(data))
            return (images, data.Validation);
        (int[] train, int[] validation) = Split.Stratified(images.Labels, ValidationSplit, Seed);
        return (images.Subset(train), validation.Length > 0 ? images.Subset(validation) : null);
    }

    /// <summary>The training images that the configuration wants of some data.</summary>
    /// <exception cref="InvalidInputException">There are none, or they have no labels.</exception>
    public DigitSet TrainingImages(DigitData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.RequireTrain().Sample(Limit ?? int.MaxValue);
    }

    /// <summary>The network that the configuration names or describes, with random weights.</summary>
    /// <param name="input">The shape of an image, <c>[C, H, W]</c>.</param>
    /// <param name="classes">Outputs.</param>
    /// <exception cref="InvalidInputException">Images of that shape are too small for it.</exception>
    public Network CreateNetwork(Shape input, int classes)
    {
        if (LineRun.Trains(this))
            throw new InvalidOptionException("recipe", $"'{Recipe}' trains on lines of writing; choose one for single digits here.");

        try
        {
            return Description?.Build(input, classes, Seed) ?? Architectures.Create(Model, input, classes, Seed);
        }
        catch (DigitsException e) when (Description is not null)
        {
            throw new InvalidInputException($"{Model}: for images of {input}: {e.Message}", e);
        }
    }

    /// <summary>What trains a network as the configuration says. Without validation images nothing waits for an improvement.</summary>
    /// <param name="network">The network.</param>
    /// <param name="train">The training images.</param>
    /// <param name="validation">Images to validate on; null for none.</param>
    /// <param name="threads">Threads; 0 for one a processor.</param>
    /// <param name="callbacks">What else acts as training goes on.</param>
    /// <param name="timeBudget">Training stops once it has taken this long; null for no limit.</param>
    public Trainer CreateTrainer(
        Network network, DigitSet train, DigitSet? validation, int threads, IReadOnlyList<Callback> callbacks, TimeSpan? timeBudget = null)
    {
        ArgumentNullException.ThrowIfNull(train);
        int stepsPerEpoch = (train.Count + BatchSize - 1) / BatchSize;
        return new Trainer(network, CreateOptimizer(), train, validation, new TrainerOptions
        {
            Epochs = Epochs,
            BatchSize = BatchSize,
            Seed = Seed,
            Threads = threads,
            Augmentation = Augment,
            MildEpochs = MildEpochs,
            Ema = (float)Ema,
            LabelSmoothing = (float)LabelSmoothing,
            Teacher = Teacher?.Load(),
            Schedule = CreateSchedule(stepsPerEpoch),
            TimeBudget = timeBudget,
            Callbacks = validation is null ? callbacks : [.. Resolve().ValidationCallbacks(), .. callbacks],
        });
    }

    /// <summary>The optimizer that the configuration names.</summary>
    internal Optimizer CreateOptimizer()
    {
        Optimizer optimizer = Optimizer switch
        {
            OptimizerKind.AdamW => new AdamW((float)LearningRate, (float)WeightDecay),
            OptimizerKind.SGD => new SGD((float)LearningRate, (float)Momentum, weightDecay: (float)WeightDecay),
            _ => new Adam((float)LearningRate),
        };
        optimizer.ClipNorm = (float)ClipNorm;
        return optimizer;
    }

    /// <summary>The schedule that the configuration names.</summary>
    internal Schedule CreateSchedule(int stepsPerEpoch) => Schedule switch
    {
        ScheduleKind.Step => new StepSchedule(Math.Max(1, (long)stepsPerEpoch * Epochs / 3)),
        ScheduleKind.Cosine => new CosineSchedule(warmUp: 0.05),
        ScheduleKind.OneCycle => new OneCycleSchedule(),
        _ => new ConstantSchedule(),
    };

    private IEnumerable<Callback> ValidationCallbacks()
    {
        if (ReduceLROnPlateau is > 0 and var plateau)
            yield return new ReduceLROnPlateau(patience: plateau);

        if (EarlyStopping is > 0 and var patience)
            yield return new EarlyStopping(patience: patience);
    }
}
