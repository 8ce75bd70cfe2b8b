using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Zoo;

namespace Digits.Training;

/// <summary>Everything that decides what weights a training run ends with: the run's <c>config.json</c>, also kept in the model's metadata.</summary>
public sealed record RunConfiguration
{
    /// <summary>The recipe that the other options started from.</summary>
    public string Recipe { get; init; } = "classic";

    /// <summary>The architecture's name, or the file with <see cref="Description"/> or of <see cref="From"/>.</summary>
    public string Model { get; init; } = "classic";

    /// <summary>The network, where it is not an architecture that has a name; null where it is. It is kept here so that a run does not depend on the file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NetworkDescription? Description { get; init; }

    /// <summary>The model that is trained further; null to begin with random weights.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StartingModel? From { get; init; }

    /// <summary>A model that the network learns from besides the labels; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StartingModel? Teacher { get; init; }

    /// <summary>The data set's name or path.</summary>
    public string Data { get; init; } = "mnist";

    /// <summary>Passes over the training images.</summary>
    public int Epochs { get; init; } = 8;

    /// <summary>Images in a step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>The base learning rate.</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>The optimiser's name: <c>adam</c>, <c>adamw</c> or <c>sgd</c>.</summary>
    public string Optimizer { get; init; } = "adam";

    /// <summary>Weight decay, for <c>adamw</c> and <c>sgd</c>.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Momentum, for <c>sgd</c>.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>The schedule's name: <c>constant</c>, <c>step</c>, <c>cosine</c> or <c>one-cycle</c>.</summary>
    public string Schedule { get; init; } = "constant";

    /// <summary>How training images are changed at random, such as <c>shift=2,rotate=10</c>; see <see cref="AugmentationOptions"/>. Empty for not at all.</summary>
    public string Augment { get; init; } = "";

    /// <summary>The number of epochs at the end in which they are changed a third as much.</summary>
    public int MildEpochs { get; init; }

    /// <summary>The share of each target that is spread over all classes.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>What a moving average of the weights keeps of itself at each step, such as 0.999; the model is then the average. 0 for none.</summary>
    public double Ema { get; init; }

    /// <summary>The share of the training images that is kept for validation, stratified by class.</summary>
    public double ValidationSplit { get; init; } = 0.1;

    /// <summary>Whether the model's logits are divided at last so that it is as sure as it is right on the validation images; see <see cref="Temperature"/>.</summary>
    public bool Calibrate { get; init; }

    /// <summary>Epochs without a lower validation loss after which training stops; 0 for never.</summary>
    public int EarlyStopping { get; init; } = 3;

    /// <summary>Epochs without a lower validation loss after which the learning rate is halved; 0 for never.</summary>
    public int ReduceLROnPlateau { get; init; } = 2;

    /// <summary>The seed of weights, order, dropout and split.</summary>
    public ulong Seed { get; init; }

    /// <summary>Only so many training images, taken before the split: the first or, of a set that comes class by class or is joined from several, evenly spaced ones. Null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>As JSON, snake_case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunJson.Default.RunConfiguration);

    /// <summary>Every option by the name that it has on the command line, with its value.</summary>
    public IEnumerable<(string Name, string Value)> Options()
    {
        using JsonDocument document = JsonDocument.Parse(ToJson());
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            // A description is that of the file which the option names; a model that is trained further names itself.
            if (property.Value.ValueKind is JsonValueKind.Object)
            {
                if (property.Name == "teacher")
                    yield return ("teacher", Teacher!.Path);

                continue;
            }

            if (property.Name == "model" && From is not null)
                yield return ("from", From.Path);
            else if (property.Value.ValueKind != JsonValueKind.Null)
                yield return (property.Name.Replace('_', '-'), property.Value.ToString());
        }
    }

    /// <summary>The command that trains with this configuration: what differs from its recipe.</summary>
    public string ToCommand()
    {
        RunConfiguration recipe = Training.Recipe.Get(Recipe).Configuration;
        RunConfiguration usual = (recipe with { Schedule = Schedule, ValidationSplit = ValidationSplit }).WithUsualWaiting();
        recipe = recipe with { EarlyStopping = usual.EarlyStopping, ReduceLROnPlateau = usual.ReduceLROnPlateau };
        return string.Join(' ', ["digits train", .. Recipe == "classic" ? (string[])[] : [$"--recipe {Recipe}"], .. Options().Except(recipe.Options()).Select(option => $"--{option.Name} {ShellWord.Quote(option.Value)}")]);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="DigitsException">There is no such file, or it is not a configuration.</exception>
    public static RunConfiguration Load(string path)
    {
        try
        {
            return InputFile.Read(path, stream => JsonSerializer.Deserialize(stream, RunJson.Default.RunConfiguration))
                ?? throw new InvalidInputException($"{path}: is empty; this is not a run's configuration.");
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"{path}: is not a run's configuration: {AtomicFile.OneLine(e)}", e);
        }
    }

    /// <summary>Writes the configuration.</summary>
    /// <exception cref="DigitsException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, RunJson.Default.RunConfiguration));

    /// <summary>Makes sure that every value is one that can be trained with.</summary>
    /// <exception cref="DigitsException">One is not; the message names the option.</exception>
    public void Check()
    {
        Require(Epochs >= 1, "epochs", Epochs, "at least 1");
        Require(BatchSize is >= 1 and <= 65536, "batch-size", BatchSize, "1 to 65536");
        Require(LearningRate is > 0 and <= 1000, "learning-rate", LearningRate, "above 0");
        Require(WeightDecay >= 0 && double.IsFinite(WeightDecay), "weight-decay", WeightDecay, "at least 0");
        Require(Momentum is >= 0 and < 1, "momentum", Momentum, "at least 0 and below 1");
        Require(LabelSmoothing is >= 0 and < 1, "label-smoothing", LabelSmoothing, "at least 0 and below 1");
        Require(MildEpochs >= 0, "mild-epochs", MildEpochs, "at least 0");
        Require(Ema is >= 0 and < 1, "ema", Ema, "at least 0 and below 1, such as 0.999");
        Require(ValidationSplit is >= 0 and < 1, "validation-split", ValidationSplit, "at least 0 and below 1: a share of the training images, such as 0.1");
        if (Calibrate && ValidationSplit == 0)
            throw new InvalidInputException("--calibrate needs validation images; give --validation-split, such as 0.05.");
        Require(EarlyStopping >= 0, "early-stopping", EarlyStopping, "at least 0 (0 for never)");
        Require(ReduceLROnPlateau >= 0, "reduce-lr-on-plateau", ReduceLROnPlateau, "at least 0 (0 for never)");
        Require(Limit is null or >= 1, "limit", Limit, "at least 1");
        Training.Recipe.Get(Recipe);
        AugmentationOptions.Parse(Augment);
        if (Description is null && From is null)
            Architectures.Check(Model);

        CreateOptimizer();
        CreateSchedule(stepsPerEpoch: 1);
    }

    /// <summary>With another model.</summary>
    /// <param name="model">An architecture's name, or a JSON file that describes a network.</param>
    /// <exception cref="DigitsException">The file cannot be read or is no description.</exception>
    public RunConfiguration WithModel(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
            throw new InvalidInputException($"--model {model} cannot be used; to train a model further, give it as: --from {ShellWord.Quote(model)}");

        return this with { Model = model, Description = NetworkDescription.IsFile(model) ? NetworkDescription.Load(model) : null };
    }

    /// <summary>
    /// The same with paths reduced to the names of files: what a model says of its training, wherever it goes. The folders are nobody's business, and the same training gives the same
    /// model wherever its files lay.
    /// </summary>
    internal RunConfiguration WithoutFolders() => this with
    {
        Data = string.Join('+', Data.Split('+').Select(FileName)),
        Model = FileName(Model),
        From = From is null ? null : From with { Path = FileName(From.Path) },
        Teacher = Teacher is null ? null : Teacher with { Path = FileName(Teacher.Path) },
    };

    /// <summary>The training images that the configuration wants of some data.</summary>
    /// <exception cref="DigitsException">There are none, or they have no labels.</exception>
    internal DigitSet TrainingImages(DigitData data) => data.RequireTrain().Sample(Limit ?? int.MaxValue);

    /// <summary>The network that the configuration names or describes, with random weights.</summary>
    internal Network CreateNetwork(Shape input, int classes)
    {
        try
        {
            return Description?.Build(input, classes, Seed) ?? Architectures.Create(Model, input, classes, Seed);
        }
        catch (DigitsException e) when (Description is not null)
        {
            throw new InvalidInputException($"{Model}: for images of {input}: {e.Message}", e);
        }
    }

    /// <summary>What trains a network as the configuration says. What waits for improvement on validation images is left out where there are none.</summary>
    internal Trainer CreateTrainer(
        Network network, DigitSet train, DigitSet? validation, int threads, IReadOnlyList<Callback> callbacks, TimeSpan? timeBudget = null)
    {
        int stepsPerEpoch = (train.Count + BatchSize - 1) / BatchSize;
        return new Trainer(network, CreateOptimizer(), train, validation, new TrainerOptions
        {
            Epochs = Epochs,
            BatchSize = BatchSize,
            Seed = Seed,
            Threads = threads,
            Augmentation = AugmentationOptions.Parse(Augment),
            MildEpochs = MildEpochs,
            Ema = (float)Ema,
            LabelSmoothing = (float)LabelSmoothing,
            Teacher = Teacher?.Load(),
            Schedule = CreateSchedule(stepsPerEpoch),
            TimeBudget = timeBudget,
            Callbacks = validation is null ? callbacks : [.. ValidationCallbacks(), .. callbacks],
        });
    }

    /// <summary>The epoch that the schedule works towards, by a learning rate that falls to nothing, and that is kept rather than the best of all; 0 for none.</summary>
    internal int FinalEpoch => Schedule is "one-cycle" or "cosine" ? Epochs : 0;

    /// <summary>
    /// The configuration for somebody who does not ask for early stopping or a plateau: both are off where there are no validation images to wait for, and where the schedule works towards
    /// its last epoch, which they would keep it from.
    /// </summary>
    internal RunConfiguration WithUsualWaiting() => ValidationSplit == 0 || FinalEpoch > 0 ? this with { EarlyStopping = 0, ReduceLROnPlateau = 0 } : this;

    private IEnumerable<Callback> ValidationCallbacks()
    {
        if (ReduceLROnPlateau > 0)
            yield return new ReduceLROnPlateau(patience: ReduceLROnPlateau);

        if (EarlyStopping > 0)
            yield return new EarlyStopping(patience: EarlyStopping);
    }

    private static string FileName(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(path));

    /// <summary>The optimiser that the configuration names.</summary>
    internal Optimizer CreateOptimizer() => Optimizer switch
    {
        "adam" => new Adam((float)LearningRate),
        "adamw" => new AdamW((float)LearningRate, (float)WeightDecay),
        "sgd" => new SGD((float)LearningRate, (float)Momentum, weightDecay: (float)WeightDecay),
        _ => throw Unknown("optimiser", Optimizer, ["adam", "adamw", "sgd"]),
    };

    /// <summary>The schedule that the configuration names.</summary>
    internal Schedule CreateSchedule(int stepsPerEpoch) => Schedule switch
    {
        "constant" => new ConstantSchedule(),
        "step" => new StepSchedule(Math.Max(1, (long)stepsPerEpoch * Epochs / 3)),
        "cosine" => new CosineSchedule(warmUp: 0.05),
        "one-cycle" => new OneCycleSchedule(),
        _ => throw Unknown("schedule", Schedule, ["constant", "step", "cosine", "one-cycle"]),
    };

    private static void Require(bool holds, string option, object? value, string wanted)
    {
        if (!holds)
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"--{option} {value} cannot be used; give {wanted}."));
    }

    private static InvalidInputException Unknown(string what, string name, string[] known) => new($"'{name}' is no {what}; {NearestName.Hint(name, known)}");
}
