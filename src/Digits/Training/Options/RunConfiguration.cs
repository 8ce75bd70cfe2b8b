using System.Text.Json;
using System.Text.Json.Serialization;
using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reading;
using Digits.Zoo;

namespace Digits.Training;

/// <summary>
/// Everything that decides what weights a training run ends with: the run's <c>config.json</c>, also kept in the model's metadata. <see cref="RunOptions"/> is
/// the table of its options by name.
/// </summary>
[JsonConverter(typeof(RunConfigurationConverter))]
public sealed partial record RunConfiguration
{
    private const int UsualEarlyStopping = 3;
    private const int UsualReduceLROnPlateau = 2;

    /// <summary>The recipe that the other options started from.</summary>
    public string Recipe { get; init; } = "classic";

    /// <summary>The architecture's name, or the file with <see cref="Description"/> or of <see cref="From"/>.</summary>
    public string Model { get; init; } = "classic";

    /// <summary>
    /// The network, where it is not an architecture that has a name; null where it is. It is kept here so that a run does not depend on the file.
    /// </summary>
    public NetworkDescription? Description { get; init; }

    /// <summary>The model that is trained further; null to begin with random weights.</summary>
    public StartingModel? From { get; init; }

    /// <summary>What blank and ink are to <see cref="From"/>, such as <c>0-255</c>; null for what the file says, or 0 to 1.</summary>
    public string? InputRange { get; init; }

    /// <summary>What <see cref="From"/> takes from each pixel; null as for <see cref="InputRange"/>.</summary>
    public double? InputMean { get; init; }

    /// <summary>What <see cref="From"/> divides the difference by; null as for <see cref="InputRange"/>.</summary>
    public double? InputStd { get; init; }

    /// <summary>A model that the network learns from besides the labels; null for none.</summary>
    public StartingModel? Teacher { get; init; }

    /// <summary>The data set's name or path.</summary>
    public string Data { get; init; } = "mnist";

    /// <summary>Whether the data's images are transposed as they are loaded: see <see cref="DigitSet.Transpose"/>.</summary>
    public bool Transpose { get; init; }

    /// <summary>Whether the data's images are inverted as they are loaded: see <see cref="DigitSet.Invert"/>.</summary>
    public bool Invert { get; init; }

    /// <summary>Passes over the training images.</summary>
    public int Epochs { get; init; } = 8;

    /// <summary>Images in a step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>The base learning rate.</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>The optimizer.</summary>
    public OptimizerKind Optimizer { get; init; }

    /// <summary>Weight decay, for AdamW and SGD.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Momentum, for SGD.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>The most that the norm of all gradients of a step may be; 0 for no limit. See <see cref="Engine.Optimizer.ClipNorm"/>.</summary>
    public double ClipNorm { get; init; }

    /// <summary>How the learning rate changes over the steps.</summary>
    public ScheduleKind Schedule { get; init; }

    /// <summary>How training images are changed at random.</summary>
    public AugmentationOptions Augment { get; init; } = new();

    /// <summary>The number of epochs at the end in which they are changed a third as much.</summary>
    public int MildEpochs { get; init; }

    /// <summary>The share of each target that is spread over all classes.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>What a moving average of the weights keeps of itself at each step, such as 0.999; the model is then the average. 0 for none.</summary>
    public double Ema { get; init; }

    /// <summary>The share of the training images that is kept for validation, stratified by class.</summary>
    public double ValidationSplit { get; init; } = 0.1;

    /// <summary>
    /// Whether the images that the data keep for validation, where they keep any, validate in place of <see cref="ValidationSplit"/>. Who asks for a split by
    /// the option of that name turns this off.
    /// </summary>
    public bool OwnValidation { get; init; } = true;

    /// <summary>
    /// Whether the model's logits are scaled at the end so that its confidence matches its accuracy on the validation images; see <see cref="Temperature"/>.
    /// </summary>
    public bool Calibrate { get; init; }

    /// <summary>Epochs without a lower validation loss after which training stops; 0 for never; null for what <see cref="Resolve"/> finds usual.</summary>
    public int? EarlyStopping { get; init; }

    /// <summary>
    /// Epochs without a lower validation loss after which the learning rate is halved; 0 for never; null for what <see cref="Resolve"/> finds usual.
    /// </summary>
    public int? ReduceLROnPlateau { get; init; }

    /// <summary>The seed of weights, order, dropout and split.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// Only so many training images, taken before the split: the first or, of a set that is sorted by class or joined from several, evenly spaced ones. Null
    /// for all.
    /// </summary>
    public int? Limit { get; init; }

    /// <summary>
    /// The epoch that the schedule works towards, by a learning rate that falls to nothing, and that is kept rather than the best of all; 0 for none.
    /// </summary>
    public int FinalEpoch => Schedule is ScheduleKind.OneCycle or ScheduleKind.Cosine ? Epochs : 0;

    /// <summary>As JSON, snake_case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunJson.Default.RunConfiguration);

    /// <summary>
    /// The configuration with what is not given settled: early stopping and the plateau are off where no validation images can show an improvement, and where
    /// the schedule works towards its
    /// last epoch, which they would keep it from; else they wait for 3 and 2 epochs.
    /// </summary>
    public RunConfiguration Resolve()
    {
        bool waits = ValidationSplit > 0 && FinalEpoch == 0;
        return this with
        {
            EarlyStopping = EarlyStopping ?? (waits ? UsualEarlyStopping : 0),
            ReduceLROnPlateau = ReduceLROnPlateau ?? (waits ? UsualReduceLROnPlateau : 0),
        };
    }

    /// <summary>Every option that has a value, by its name, as a run with this configuration takes it.</summary>
    public IEnumerable<(string Name, string Value)> Options()
    {
        RunConfiguration resolved = Resolve();
        foreach (RunOption option in RunOptions.All)
        {
            // A model that is trained further says itself what network it is.
            if (option.Get(resolved) is { } value && !(option.Name == "model" && From is not null))
                yield return (option.Name, value);
        }
    }

    /// <summary>The command that trains with this configuration: what differs from its recipe.</summary>
    public string ToCommand()
    {
        RunConfiguration recipe = Training.Recipe.Get(Recipe).Configuration;
        RunConfiguration usual = (recipe with { Schedule = Schedule, ValidationSplit = ValidationSplit }).Resolve();
        recipe = recipe with { Recipe = "classic", EarlyStopping = usual.EarlyStopping, ReduceLROnPlateau = usual.ReduceLROnPlateau };
        return string.Join(' ', ["digits train", .. Options().Except(recipe.Options()).Select(Word)]);

        static string Word((string Name, string Value) option) => option.Value == "true" && RunOptions.Find(option.Name)!.IsSwitch
            ? $"--{option.Name}"
            : $"--{option.Name} {ShellWord.Quote(option.Value)}";
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidInputException">There is no such file, or it is not a configuration.</exception>
    public static RunConfiguration Load(string path)
    {
        try
        {
            RunConfiguration configuration = InputFile.Read(path, stream => JsonSerializer.Deserialize(stream, RunJson.Default.RunConfiguration))
                ?? throw new InvalidInputException($"{path}: is empty; this is not a run's configuration.");

            // Earlier versions wrote that they wait for an improvement, and did not, where there were no validation images.
            return (configuration.ValidationSplit > 0 ? configuration : configuration with { EarlyStopping = null, ReduceLROnPlateau = null }).Resolve();
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"{path}: is not a run's configuration: {AtomicFile.OneLine(e)}", e);
        }
    }

    /// <summary>Writes the configuration.</summary>
    /// <exception cref="WorkFailedException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, RunJson.Default.RunConfiguration));

    /// <summary>Makes sure that every value is one that can be trained with.</summary>
    /// <exception cref="InvalidOptionException">One is not.</exception>
    public void Check()
    {
        foreach (RunOption option in RunOptions.All)
            option.Check(this);

        if (Input() is not null && From is null)
            throw new InvalidOptionException("input-range", "says what pixels a model of another program reads, and needs 'from'.");

        LineRun.Check(this);
        if (ValidationSplit > 0)
            return;

        (string Name, bool IsGiven)[] needy =
        [
            ("calibrate", Calibrate), ("early-stopping", EarlyStopping > 0), ("reduce-lr-on-plateau", ReduceLROnPlateau > 0),
        ];
        if (needy.FirstOrDefault(option => option.IsGiven) is (string name, true))
        {
            throw new InvalidOptionException(
                name, "needs validation images, and 'validation-split' is 0; give it a share of the training images, such as 0.1.");
        }
    }

    /// <summary>What <see cref="From"/> wants pixels to be; null where nothing is given.</summary>
    internal InputConvention? Input()
    {
        if (InputRange is null && InputMean is null && InputStd is null)
            return null;

        InputConvention usual = new();
        return usual.WithRange(InputRange ?? usual.Range).WithMean(InputMean ?? usual.Mean).WithStandardDeviation(InputStd ?? usual.StandardDeviation);
    }

    /// <summary>With another network.</summary>
    /// <param name="model">An architecture's name, or a JSON file that describes a network.</param>
    /// <exception cref="InvalidInputException">The file cannot be read or is no description.</exception>
    /// <exception cref="InvalidOptionException">It is a trained model.</exception>
    public RunConfiguration WithModel(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOptionException("model", $"{model} cannot be used: it is a trained model; to train it further, give it to 'from'.");

        return this with { Model = model, Description = NetworkDescription.IsFile(model) ? NetworkDescription.Load(model) : null };
    }

    /// <summary>Makes sure that the network is known.</summary>
    internal void CheckModel()
    {
        if (Description is null && From is null && !LineRun.Trains(this) && !Architectures.Names.Contains(Model))
            throw new InvalidOptionException("model", $"'{Model}' is unknown; {NearestName.Hint(Model, [.. Architectures.Names])}");
    }

    /// <summary>
    /// The same with paths reduced to the names of files: what a model says of its training, wherever it goes. The folders are nobody's business, and the same
    /// training gives the same
    /// model wherever its files lay.
    /// </summary>
    internal RunConfiguration WithoutFolders() => this with
    {
        Data = string.Join('+', Data.Split('+').Select(FileName)),
        Model = FileName(Model),
        From = From is null ? null : From with { Path = FileName(From.Path) },
        Teacher = Teacher is null ? null : Teacher with { Path = FileName(Teacher.Path) },
    };

    private static string FileName(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
}
