using Digits.Data;
using Digits.Engine;
using Digits.Reading;

namespace Digits.Cli;

/// <summary>How images are brought to the size that a model reads.</summary>
/// <param name="Rows">Height that the model reads.</param>
/// <param name="Columns">Width that the model reads.</param>
/// <param name="Normalizes">Whether each digit is framed as MNIST's are.</param>
/// <param name="Mode">How they are resized otherwise; null for not at all.</param>
internal sealed record SizeFit(int Rows, int Columns, bool Normalizes, ResizeMode? Mode)
{
    /// <summary>Nobody frames digits in training: it has to be better by more than chance, as it is where a set is not MNIST's.</summary>
    private const double Chance = 0.05;

    /// <summary>The options that ask for it, for a command line.</summary>
    internal string Words => Normalizes ? " --normalise" : Mode is { } mode ? $" --resize {mode.ToString().ToLowerInvariant()}" : "";

    private string Verb => Normalizes ? "framed" : Mode == ResizeMode.Pad ? "padded" : "scaled";

    /// <summary>A set's images at that size.</summary>
    internal DigitSet Apply(DigitSet set) => Normalizes ? set.Normalize(Columns) : Mode is { } mode ? set.Resize(Rows, Columns, mode) : set;

    /// <summary>What the options ask for; where they ask for nothing, what a model reads training images best with, which is said.</summary>
    /// <param name="path">The model as the user named it.</param>
    /// <param name="model">The model.</param>
    /// <param name="set">The images to be read.</param>
    /// <param name="data">Where they come from.</param>
    /// <param name="normalise">Whether the digits are to be framed.</param>
    /// <param name="mode">How images are to be resized; null where nothing is said.</param>
    /// <param name="threads">Threads to use.</param>
    /// <exception cref="InvalidInputException">The images cannot be brought to the model's size, or not without being told how.</exception>
    internal static SizeFit Of(string path, OnnxModel model, DigitSet set, DigitData data, bool normalise, ResizeMode? mode, int threads)
    {
        (int rows, int columns) = (model.Network.Input.Shape.Height, model.Network.Input.Shape.Width);
        SizeFit fit = new(rows, columns, normalise, mode);
        if (normalise && mode is not null)
            throw new InvalidInputException("--resize and --normalise exclude each other: a digit that is framed is scaled already. Give one of them.");
        if (normalise && rows != columns)
            throw new InvalidInputException($"--normalise makes square images, but the model reads {rows}x{columns}; give --resize scale instead.");
        if (mode == ResizeMode.Pad && !Holds(fit, set))
        {
            throw new InvalidInputException(
                $"--resize pad: the images of {set.Name} are {set.Rows}x{set.Columns}, too large for {rows}x{columns}; give --resize scale.");
        }

        if (normalise || mode is not null || (set.Rows, set.Columns) == (rows, columns))
            return fit;

        if (TrainingImages(model, data) is not { IsLabeled: true } images || (images.Rows, images.Columns) != (set.Rows, set.Columns))
        {
            throw new InvalidInputException(
                $"{set.Name}: its images are {set.Rows}x{set.Columns}, but the model reads {rows}x{columns}; "
                + "give --normalise to scale and center digits of any size for it, --resize scale or --resize pad.");
        }

        DigitSet some = InputRemarks.Some(images);
        (SizeFit Way, double Accuracy)[] tried =
        [
            .. Ways(fit, set).Select(way => (Way: way, Accuracy: InputProbe.BestAccuracy(model, way.Apply(some), threads)))
                .OrderByDescending(one => one.Way.Normalizes ? one.Accuracy - Chance : one.Accuracy),
        ];
        (SizeFit best, double accuracy) = tried[0];
        Output.Warn(
            $"digits: {path}: reads images of {rows}x{columns}, and those of {set.Name} are {set.Rows}x{set.Columns}: they are {best.Verb}, with which it "
            + $"reads {accuracy:P1} of some training images ({string.Join(", ", tried.Skip(1).Select(one => $"{one.Way.Verb} {one.Accuracy:P1}"))}). "
            + $"Give{string.Join(" or", tried.Select(one => one.Way.Words))} to choose.");
        return best;
    }

    /// <summary>Images that a model may be tried on before it is measured; null where there are none.</summary>
    internal static DigitSet? TrainingImages(OnnxModel model, DigitData data)
    {
        if (data.Train is not null && data.Test is not null)
            return data.Train;

        bool isOfDigits = model.Network.Output.Shape.Channels == 10 && (model.LabelNames is null || ClassNames.AreNumbers(model.LabelNames));
        return isOfDigits ? Strokes.Generate().Train : null;
    }

    /// <summary>Makes sure that a set's images have the size that a model reads.</summary>
    /// <exception cref="InvalidInputException">They have not.</exception>
    internal static void RequireSize(string path, DigitSet set, Classifier classifier)
    {
        if ((set.Rows, set.Columns) != (classifier.Height, classifier.Width))
        {
            throw new InvalidInputException(
                $"{path}: reads images of {classifier.Height}x{classifier.Width}, but the first model reads {set.Rows}x{set.Columns}; measure it alone.");
        }
    }

    private static bool Holds(SizeFit fit, DigitSet set) => set.Rows <= fit.Rows && set.Columns <= fit.Columns;

    private static IEnumerable<SizeFit> Ways(SizeFit fit, DigitSet set)
    {
        if (Holds(fit, set))
            yield return fit with { Mode = ResizeMode.Pad };

        yield return fit with { Mode = ResizeMode.Scale };
        if (fit.Rows == fit.Columns)
            yield return fit with { Normalizes = true };
    }
}
