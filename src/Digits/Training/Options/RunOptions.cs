using Digits.Data;
using Digits.Reading;
using Digits.Zoo;

namespace Digits.Training;

/// <summary>
/// The table of all options of a training run. A new option is a property of <see cref="RunConfiguration"/>, a row here, and the code that does it.
/// </summary>
public static class RunOptions
{
    /// <summary>The options, in the order in which help and <c>config.json</c> show them.</summary>
    public static IReadOnlyList<RunOption> All { get; } =
    [
        RunOption.Text(
            "recipe",
            "NAME",
            $"Start from a named set of options, each of which can be overridden: {string.Join(", ", Recipe.Names)}",
            c => c.Recipe,
            (c, text) => c with { Recipe = text },
            c => Recipe.Get(c.Recipe)),
        RunOption.Text(
            "model",
            "NAME",
            $"The network to train: {string.Join(", ", Architectures.Names)}, or a JSON file that describes one",
            c => c.Model,
            (c, text) => c.WithModel(text),
            c => c.CheckModel(),
            isSearchable: true),
        RunOption.Text(
            "from",
            "FILE",
            "Train this ONNX model further, instead of a new network",
            c => c.From?.Path,
            (c, text) => c with { Model = text, From = StartingModel.Of(text) }),
        RunOption.Text(
            "input-range",
            "RANGE",
            "What blank and ink are to a model that is trained further, such as 0-1, 0-255, -1-1",
            c => c.InputRange,
            (c, text) => c with { InputRange = new InputConvention().WithRange(text).Range }),
        RunOption.Number<double>(
            "input-mean",
            "What it takes from each pixel, such as 0.1307",
            c => c.InputMean,
            (c, value) => c with { InputMean = value },
            double.IsFinite,
            "a number of the size of the pixels",
            isSearchable: false),
        RunOption.Number<double>(
            "input-std",
            "What it divides the difference by, such as 0.3081",
            c => c.InputStd,
            (c, value) => c with { InputStd = value },
            value => value > 0 && double.IsFinite(value),
            "a number above 0",
            isSearchable: false),
        RunOption.Text(
            "teacher",
            "FILE",
            "Learn from this ONNX model's answers too, half and half with the labels",
            c => c.Teacher?.Path,
            (c, text) => c with { Teacher = StartingModel.Of(text) }),
        RunOption.Text(
            "data",
            "DATA",
            "The data set: a name such as mnist, fashion-mnist, emnist-letters or strokes (drawn by this program), or the path of a file, folder or archive; "
                + "several joined by +",
            c => c.Data,
            (c, text) => c with { Data = text }),
        RunOption.Switch(
            "transpose",
            "Transpose the data's images first, for files that hold them column by column",
            c => c.Transpose,
            (c, value) => c with { Transpose = value },
            usual: false),
        RunOption.Switch(
            "invert", "Invert the data's images first, for dark ink on white", c => c.Invert, (c, value) => c with { Invert = value }, usual: false),
        RunOption.Number<int>(
            "epochs", "Passes over the training images", c => c.Epochs, (c, value) => c with { Epochs = value }, value => value >= 1, "at least 1"),
        RunOption.Number<int>(
            "batch-size", "Images in a step", c => c.BatchSize, (c, value) => c with { BatchSize = value }, value => value is >= 1 and <= 65536, "1 to 65536"),
        RunOption.Number<double>(
            "learning-rate",
            "Learning rate",
            c => c.LearningRate,
            (c, value) => c with { LearningRate = value },
            value => value is > 0 and <= 1000,
            "a value above 0, at most 1000"),
        RunOption.Choice(
            "optimizer",
            "Optimizer: adam, adamw or sgd",
            [("adam", OptimizerKind.Adam), ("adamw", OptimizerKind.AdamW), ("sgd", OptimizerKind.SGD)],
            c => c.Optimizer,
            (c, value) => c with { Optimizer = value }),
        RunOption.Number<double>(
            "weight-decay",
            "Weight decay, for adamw and sgd",
            c => c.WeightDecay,
            (c, value) => c with { WeightDecay = value },
            value => value >= 0 && double.IsFinite(value),
            "at least 0"),
        RunOption.Number<double>(
            "momentum",
            "Momentum, for sgd",
            c => c.Momentum,
            (c, value) => c with { Momentum = value },
            value => value is >= 0 and < 1,
            "at least 0 and below 1"),
        RunOption.Number<double>(
            "clip-norm",
            "Scale a step's gradients down so that their norm is at most X; 0 for no limit",
            c => c.ClipNorm,
            (c, value) => c with { ClipNorm = value },
            value => value >= 0 && double.IsFinite(value),
            "at least 0 (0 for no limit)"),
        RunOption.Choice(
            "schedule",
            "Learning rate over time: constant, step, cosine or one-cycle",
            [("constant", ScheduleKind.Constant), ("step", ScheduleKind.Step), ("cosine", ScheduleKind.Cosine), ("one-cycle", ScheduleKind.OneCycle)],
            c => c.Schedule,
            (c, value) => c with { Schedule = value }),
        RunOption.Text(
            "augment",
            "CHANGES",
            $"Change training images at random, such as shift=2,rotate=10 (all: {string.Join(", ", AugmentationOptions.Names)})",
            c => c.Augment.ToString(),
            (c, text) => c with { Augment = AugmentationOptions.Parse(text) }),
        RunOption.Number<int>(
            "mild-epochs",
            "Change images only a third as much in the last N epochs",
            c => c.MildEpochs,
            (c, value) => c with { MildEpochs = value },
            value => value >= 0,
            "at least 0"),
        RunOption.Number<double>(
            "label-smoothing",
            "Share of each target that is spread over all classes",
            c => c.LabelSmoothing,
            (c, value) => c with { LabelSmoothing = value },
            value => value is >= 0 and < 1,
            "at least 0 and below 1"),
        RunOption.Number<double>(
            "ema",
            "Average the weights over the steps, keeping this share at each, such as 0.999; 0 for no average",
            c => c.Ema,
            (c, value) => c with { Ema = value },
            value => value is >= 0 and < 1,
            "at least 0 and below 1, such as 0.999"),
        RunOption.Number<double>(
            "validation-split",
            "Share of the training images kept for validation",
            c => c.ValidationSplit,
            (c, value) => c with { ValidationSplit = value },
            value => value is >= 0 and < 1,
            "at least 0 and below 1: a share of the training images, such as 0.1",
            isSearchable: false),
        RunOption.Switch(
            "own-validation",
            "Validate on the images that the data keep for it, where they keep any",
            c => c.OwnValidation,
            (c, value) => c with { OwnValidation = value },
            usual: true),
        RunOption.Switch(
            "calibrate",
            "Scale the model's logits at the end so that its confidence matches its accuracy on the validation images",
            c => c.Calibrate,
            (c, value) => c with { Calibrate = value }),
        RunOption.Number<int>(
            "early-stopping",
            "Stop after N epochs without improvement; 0 for never",
            c => c.EarlyStopping,
            (c, value) => c with { EarlyStopping = value },
            value => value >= 0,
            "at least 0 (0 for never)"),
        RunOption.Number<int>(
            "reduce-lr-on-plateau",
            "Halve the learning rate after N epochs without improvement; 0 for never",
            c => c.ReduceLROnPlateau,
            (c, value) => c with { ReduceLROnPlateau = value },
            value => value >= 0,
            "at least 0 (0 for never)"),
        RunOption.Number<ulong>(
            "seed", "Seed of weights, order, dropout and split", c => c.Seed, (c, value) => c with { Seed = value }, _ => true, "", isSearchable: false),
        RunOption.Number<int>(
            "limit",
            "Use only N training images: the first, or evenly spaced ones where they come sorted by class or from several sets",
            c => c.Limit,
            (c, value) => c with { Limit = value },
            value => value >= 1,
            "at least 1",
            isSearchable: false),
    ];

    /// <summary>The option of a name; null if there is none.</summary>
    public static RunOption? Find(string name) => All.FirstOrDefault(option => option.Name == name);
}
