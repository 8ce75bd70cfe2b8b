using Digits.Data;
using Digits.Engine;

namespace Digits.Training;

/// <summary>A named set of training options.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for, in a line.</param>
/// <param name="Configuration">The options.</param>
public sealed record Recipe(string Name, string Description, RunConfiguration Configuration)
{
    private static readonly RunConfiguration _oneCycle = new()
    {
        Optimizer = OptimizerKind.AdamW,
        Schedule = ScheduleKind.OneCycle,
        EarlyStopping = 0,
        ReduceLROnPlateau = 0,
        ValidationSplit = 0,
    };

    /// <summary>All recipes; what each reaches is in docs/ACCURACY.md once it has been measured.</summary>
    public static IReadOnlyList<Recipe> All { get; } =
    [
        Of("classic", "What tutorials do: Adam, 8 epochs, early stopping, no augmentation", new RunConfiguration()),
        Of("classic-augmented", "The classic network with shifts, turns and scaling, one cycle of 15 epochs", _oneCycle with
        {
            Model = "classic", Epochs = 15, LearningRate = 0.003, WeightDecay = 0.05, LabelSmoothing = 0.1, ValidationSplit = 0.05, Calibrate = true,
            Augment = AugmentationOptions.Parse("shift=2,rotate=10,scale=0.1,shear=0.1"),
        }),
        Of("fast", "A small network with batch normalization, one cycle of two epochs", _oneCycle with
        {
            Model = "fast", Epochs = 2, BatchSize = 64, LearningRate = 0.02, WeightDecay = 0.05, LabelSmoothing = 0.1, ValidationSplit = 0.03,
            Calibrate = true, Augment = AugmentationOptions.Parse("shift=0.9,rotate=15,scale=0.1,shear=0.1"), MildEpochs = 1,
        }),
        Of("tiny", "A network of fewer than 4,000 parameters", _oneCycle with
        {
            Model = "tiny", Epochs = 25, LearningRate = 0.02, WeightDecay = 0.01, Augment = AugmentationOptions.Parse("shift=1,rotate=8,scale=0.08"),
        }),
        Of("vgg", "A VGG for small images", _oneCycle with
        {
            Model = "vgg", Epochs = 8, LearningRate = 0.005, WeightDecay = 0.05, LabelSmoothing = 0.1, ValidationSplit = 0.05, Calibrate = true,
            Augment = AugmentationOptions.Parse("shift=2,rotate=10,scale=0.1,shear=0.1"),
        }),
        Of("resnet", "A residual network for small images", _oneCycle with
        {
            Model = "resnet", Epochs = 7, LearningRate = 0.01, WeightDecay = 0.05, LabelSmoothing = 0.1, ValidationSplit = 0.05, Calibrate = true,
            Augment = AugmentationOptions.Parse("shift=2,rotate=10,scale=0.1,shear=0.1"),
        }),
        Of("densenet", "A densely connected network for small images", _oneCycle with
        {
            Model = "densenet", Epochs = 8, LearningRate = 0.01, WeightDecay = 0.05, LabelSmoothing = 0.1, ValidationSplit = 0.05, Calibrate = true,
            Augment = AugmentationOptions.Parse("shift=2,rotate=10,scale=0.1,shear=0.1"),
        }),
        Of("accurate", "Four networks of seven convolutions as one, strong augmentation, averaged weights, calibrated", _oneCycle with
        {
            Model = "accurate", Epochs = 12, LearningRate = 0.005, WeightDecay = 0.05, LabelSmoothing = 0.1, Ema = 0.998, ValidationSplit = 0.05,
            Calibrate = true,
            Augment = AugmentationOptions.Parse("shift=2,rotate=12,scale=0.12,shear=0.15,elastic=0.5,thickness=0.3,cubic=1"), MildEpochs = 2,
        }),
        Of("reader", "The model that comes with the library: for digits as people write them anywhere", _oneCycle with
        {
            Model = "reader", Data = "mnist+forms+negatives", Epochs = 20, LearningRate = 0.006, WeightDecay = 0.05, Ema = 0.998, ValidationSplit = 0.05,
            Augment = AugmentationOptions.Parse(
                "shift=3,rotate=15,scale=0.25,stretch=0.3,shear=0.35,elastic=0.8,thickness=0.8,fill=0.3,intrude=0.1,"
                + "coarse=0.8,binary=0.25,contrast=0.3,noise=0.3"),
        }),
        Of(LineRun.RecipeName, "A network for numbers of several digits, trained on lines of handwriting that a program makes", _oneCycle with
        {
            Model = LineRun.RecipeName, Data = LineRun.DrawnLines, Epochs = 36, BatchSize = 64, LearningRate = 0.008, WeightDecay = 0.02, ClipNorm = 5,
            Ema = 0.998,
        }),
    ];

    /// <summary>The names of all recipes.</summary>
    public static IEnumerable<string> Names => All.Select(recipe => recipe.Name);

    /// <summary>The recipe of a name.</summary>
    /// <exception cref="DigitsException">There is none; the message suggests the nearest.</exception>
    public static Recipe Get(string name)
    {
        if (All.FirstOrDefault(recipe => recipe.Name == name) is { } found)
            return found;

        throw new InvalidOptionException("recipe", $"'{name}' is unknown; {NearestName.Hint(name, [.. Names])}");
    }

    private static Recipe Of(string name, string description, RunConfiguration configuration) => new(name, description, configuration with { Recipe = name });
}
