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

    /// <summary>Where a model reads less even in the best way, the images are of another kind than it knows, and what is best is chance.</summary>
    private const double LeastAccuracy = 0.5;

    /// <summary>The images of a trial: with fewer than the least, what is best is chance, too.</summary>
    private const int FewestImages = 50, MostImages = 300;

    /// <summary>The option that asks for it; null where none is needed.</summary>
    internal string? Option => Normalizes ? "--normalise" : Mode is { } mode ? $"--resize {ResizeModes.Word(mode)}" : null;

    private string Verb => Normalizes ? "framed" : Mode == ResizeMode.Pad ? "padded" : "scaled";

    /// <summary>Whether a set's images can be brought to that size so.</summary>
    internal bool Holds(DigitSet set) => Normalizes ? Rows == Columns : Mode != ResizeMode.Pad || (set.Rows <= Rows && set.Columns <= Columns);

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
        SizeFit none = new(rows, columns, false, null);
        SizeFit asked = none with { Normalizes = normalise, Mode = mode };
        SizeFit[] all = [none with { Mode = ResizeMode.Pad }, none with { Mode = ResizeMode.Scale }, none with { Normalizes = true }];
        SizeFit[] ways = [.. all.Where(way => way.Holds(set))];
        string options = List([.. ways.Select(way => way.Option!)]);
        if (normalise && rows != columns)
            throw new InvalidInputException($"--normalise makes square images, but {path} reads {rows}x{columns}; give --resize scale instead.");
        if (!asked.Holds(set))
        {
            throw new InvalidInputException(
                $"--resize pad: the images of {set.Name} are {set.Rows}x{set.Columns}, too large for {path}, which reads {rows}x{columns}; give {options}.");
        }

        return asked.Option is not null || (set.Rows, set.Columns) == (rows, columns) ? asked : Best(path, model, set, data, ways, options, threads);
    }

    /// <summary>Images that a model may be tried on before it is measured, and what to call them; null where there are none.</summary>
    internal static (DigitSet Images, string Kind)? TrialImages(OnnxModel model, DigitData data)
    {
        if (data.Train is not null && data.Test is not null)
            return (data.Train, "training images");

        bool isOfDigits = model.Network.Output.Shape.Channels == 10 && (model.LabelNames is null || ClassNames.AreNumbers(model.LabelNames));
        return isOfDigits ? (Strokes.Generate().Train!, "digits that a program draws") : null;
    }

    /// <summary>Up to so many images, from all over the set.</summary>
    internal static DigitSet Some(DigitSet images, int most) =>
        images.Count <= most ? images : images.Subset([.. Enumerable.Range(0, most).Select(i => (int)((long)i * images.Count / most))]);

    private static SizeFit Best(string path, OnnxModel model, DigitSet set, DigitData data, SizeFit[] ways, string options, int threads)
    {
        string sizes = $"{path}: reads {ways[0].Rows}x{ways[0].Columns}, but {set.Name}'s images are {set.Rows}x{set.Columns}";
        if (ways is [var only])
        {
            Output.Warn($"digits: {sizes}, so they are {only.Verb}.");
            return only;
        }

        if (TrialImages(model, data) is not var (images, kind) || !images.IsLabeled || (images.Rows, images.Columns) != (set.Rows, set.Columns))
            throw new InvalidInputException($"{sizes}, and there are no labeled images of that size to try it on but those to be read; give {options}.");
        if (images.Count < FewestImages)
            throw new InvalidInputException($"{sizes}, and {images.Count:N0} {kind} are too few to try it on; give {options}.");

        DigitSet some = Some(images, MostImages);
        (SizeFit Way, double Accuracy, int Images)[] tried =
        [
            .. ways.Select(way => (way, InputProbe.BestAccuracy(model, way.Apply(some), threads)))
                .Select(one => (Way: one.way, one.Item2.Accuracy, one.Item2.Images))
                .OrderByDescending(one => one.Way.Normalizes ? one.Accuracy - Chance : one.Accuracy),
        ];
        (SizeFit best, double accuracy, int count) = tried[0];
        string figures =
            $"of {count:N0} {kind} it reads {accuracy:P1} {best.Verb} ({string.Join(", ", tried.Skip(1).Select(one => $"{one.Accuracy:P1} {one.Way.Verb}"))})";
        if (accuracy < LeastAccuracy)
            throw new InvalidInputException($"{sizes}, and {figures}, which does not tell what it needs; give {options}.");

        string rule = tried.Any(one => one.Accuracy > accuracy) ? ", as framing has to be better by 5 points" : "";
        Output.Warn($"digits: {sizes}; {figures}, so they are {best.Verb}{rule}. {options} chooses.");
        return best;
    }

    private static string List(string[] options) => options is [.. [_, ..] first, var last] ? $"{string.Join(", ", first)} or {last}" : options[0];
}
