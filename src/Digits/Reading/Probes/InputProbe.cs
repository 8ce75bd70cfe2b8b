using Digits.Data;
using Digits.Engine;

namespace Digits.Reading;

/// <summary>
/// Finds out what pixels a model was trained on, and whether a set's pictures are dark on white or have rows and columns exchanged: a few hundred images are
/// read in every usual way, and one that is far better than the way at hand is pointed out. Nothing is changed by itself.
/// </summary>
public static class InputProbe
{
    /// <summary>Images of the first look at all conventions, and of the second look at the best of them.</summary>
    private const int FirstLook = 300, SecondLook = 2000;

    /// <summary>Multiply-adds that a look may take: a large network is shown fewer images.</summary>
    private const double Effort = 2e10;

    /// <summary>With fewer images there is nothing to be said.</summary>
    private const int Fewest = 50;

    /// <summary>The conventions that are looked at twice: those of the least loss, and the most accurate, which differ where a model is far too sure.</summary>
    private const int Finalists = 4, AccurateFinalists = 2;

    /// <summary>How many standard deviations of chance a difference has to be.</summary>
    private const double Sureness = 3.5;

    /// <summary>The share by which losses may differ and be about the same.</summary>
    private const double Near = 0.1;

    /// <summary>How many a difference may be that counts for nothing.</summary>
    private const double Likeness = 2;

    /// <summary>The share of the loss that is left where a model is suddenly as sure as it is right: no chance does that.</summary>
    private const double MuchLess = 0.7;

    /// <summary>The share of mistakes, or of the loss, that has to go away.</summary>
    private const double LeastGain = 0.2;

    /// <summary>The share of the images that has to be read right: below that they are of another kind, and every difference is chance.</summary>
    private const double LeastAccuracy = 0.5;

    /// <summary>
    /// The usual ways: torchvision's and Keras's, bytes, both kinds of Normalize(0.5, 0.5), and MNIST's own mean and deviation.
    /// </summary>
    private static readonly InputConvention[] _usual =
    [
        new(),
        new() { Ink = 255 },
        new() { Blank = -1 },
        new() { Mean = 0.1307f, StandardDeviation = 0.3081f },
        new() { Blank = -0.5f, Ink = 0.5f },
    ];

    /// <summary>ImageNet's mean and deviation, of gray: networks that were trained on color before have it.</summary>
    private static readonly InputConvention _ofColor = new() { Mean = 0.449f, StandardDeviation = 0.226f };

    /// <summary>Tries whether a model reads images far better with other pixels than those that it is given now.</summary>
    /// <param name="model">The model, with the convention to be doubted in its metadata.</param>
    /// <param name="images">Labeled images, of the model's size, that are not those to be measured on.</param>
    /// <param name="threads">Threads that share the images; 0 for one per processor.</param>
    /// <returns>The best convention; null where none is far better, or the images cannot tell.</returns>
    public static InputAdvice? OfModel(OnnxModel model, DigitSet images, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(images);
        InputConvention now = InputConvention.Of(model);
        InputConvention[] turned = Usual(model.Network);
        if (model.Network.Input.Shape is { } shape && shape.Height == shape.Width)
            turned = [.. turned, .. turned.Select(convention => convention with { IsTransposed = true })];
        return Best(model, images, now, [.. turned.Where(convention => convention != now)], threads);
    }

    /// <summary>Tries whether the bundled model reads a set far better inverted, or with rows and columns exchanged.</summary>
    /// <param name="images">Images of the ten digits, of the size that the bundled model reads.</param>
    /// <param name="threads">Threads that share the images; 0 for one per processor.</param>
    /// <returns>What to do to the images, as a convention of pixels of 0 to 1; null for nothing, or where this cannot be told.</returns>
    public static InputAdvice? OfData(DigitSet images, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (!images.IsLabeled || images.LabelNames.Count > 10 || !ClassNames.AreNumbers(images.LabelNames))
            return null;
        OnnxModel model = BundledModel.Load();
        InputConvention now = new();
        return Best(model, images, now, [Inverted(now), now with { IsTransposed = true }, Inverted(now) with { IsTransposed = true }], threads);
    }

    /// <summary>How well a model reads some of a set's images with whichever of the usual pixels it reads best.</summary>
    /// <param name="model">The model; what its metadata says of its pixels counts.</param>
    /// <param name="images">Labeled images, of the model's size, that are not those to be measured on.</param>
    /// <param name="threads">Threads that share the images; 0 for one per processor.</param>
    /// <returns>The share that is read right, and of how many images: at most 300, and fewer for a large network.</returns>
    /// <exception cref="InvalidInputException">
    /// The set has no images, no labels, or images of another size than the model reads; or the model does not classify gray pictures.
    /// </exception>
    public static (double Accuracy, int Images) BestAccuracy(OnnxModel model, DigitSet images, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0 || !images.IsLabeled)
            throw new InvalidInputException($"{images.Name}: has no {(images.Count == 0 ? "images" : "labels")}; a model is tried on labeled images.");
        InputConvention[] tried = InputConvention.IsSaid(model) ? [InputConvention.Of(model)] : Usual(model.Network);
        DigitSet few = Some(images, Affordable(model.Network, FirstLook));
        return (tried.Max(convention => Trial.Run(model, convention, few, threads).Accuracy), few.Count);
    }

    private static int Affordable(Network network, int most) => (int)Math.Clamp(Effort / Math.Max(1, network.MultiplyAdds), FirstLook / 3, most);

    /// <summary>The usual ways for a network, as they are and inverted.</summary>
    private static InputConvention[] Usual(Network network)
    {
        InputConvention[] usual = ReadsColor(network) ? [.. _usual, _ofColor] : _usual;
        return [.. usual, .. usual.Select(Inverted)];
    }

    /// <summary>Whether a network repeats its gray image for the channels of a color one.</summary>
    private static bool ReadsColor(Network network) =>
        network.Nodes.Any(node => node.Layer is Concatenate && node.Inputs.Count > 1 && node.Inputs.All(input => input == network.Input));

    private static InputConvention Inverted(InputConvention convention) => convention with { Blank = convention.Ink, Ink = convention.Blank };

    private static InputAdvice? Best(OnnxModel model, DigitSet images, InputConvention now, InputConvention[] others, int threads)
    {
        Shape shape = model.Network.Input.Shape;
        bool fits = shape.Channels == 1 && (images.Rows, images.Columns) == (shape.Height, shape.Width) && model.Network.Output.Shape.IsFlat;
        if (!fits || !images.IsLabeled || images.Count < Fewest)
            return null;

        int affordable = Affordable(model.Network, SecondLook);
        DigitSet few = Some(images, Math.Min(FirstLook, affordable));
        Trial before = Trial.Run(model, now, few, threads);
        if (before.Accuracy == 1)
            return null;

        Trial[] first = [.. others.Select(convention => Trial.Run(model, convention, few, threads)).OrderBy(trial => trial.Loss)];
        InputConvention[] finalists = [.. first.Take(Finalists).Concat(first.OrderByDescending(trial => trial.Accuracy).Take(AccurateFinalists))
            .Select(trial => trial.Convention).Distinct(),];
        DigitSet more = Some(images, affordable);
        before = Trial.Run(model, now, more, threads);
        Trial[] trials = [.. finalists.Select(convention => Trial.Run(model, convention, more, threads))];
        // The loss tells the pixels of the training where accuracy hardly does: a network of ReLUs reads nearly as well with twice the contrast.
        // Among those about as good, the training is known by the model being as sure as it is right.
        double least = trials.Min(trial => trial.Loss);
        Trial best = trials.Where(trial => trial.Loss <= least * (1 + Near)).MinBy(trial => trial.OwnLoss)!;
        if (!ReadsBetter(best, before) && trials.MaxBy(trial => trial.Accuracy) is { } accurate && ReadsBetter(accurate, before))
            best = accurate;

        bool isSurer = best.Lead(before) > -Likeness && best.LossLead(before) > Sureness && best.Loss < (1 - LeastGain) * before.Loss;
        bool isRightlySure = best.Lead(before) > -Likeness && best.LossLead(before) > Likeness
            && best.OwnLoss < (1 + Near) * best.Loss && best.OwnLoss < MuchLess * before.OwnLoss;
        bool isFarBetter = best.Accuracy >= LeastAccuracy && (ReadsBetter(best, before) || isSurer || isRightlySure);
        return isFarBetter ? new InputAdvice(best.Convention, best.Accuracy, before.Accuracy, more.Count) : null;
    }

    private static bool ReadsBetter(Trial trial, Trial before) => trial.Lead(before) > Sureness && trial.Gain(before) > LeastGain;

    /// <summary>Images from all over the set, as it may be sorted.</summary>
    private static DigitSet Some(DigitSet images, int count) => count >= images.Count
        ? images
        : images.Subset([.. Enumerable.Range(0, count).Select(i => (int)((long)i * images.Count / count))]);
}
