using System.Buffers;
using System.Globalization;
using System.Numerics.Tensors;
using Digits.Data;
using Digits.Engine;
using Digits.Imaging;

namespace Digits.Reading;

/// <summary>
/// A model that tells which class an image shows. It knows the size and the pixel range of the model's input, the names of the classes, and whether
/// the model gives logits or probabilities. Any number of threads may use one classifier at once: they share its weights, and the results are the same bits.
/// </summary>
public sealed class Classifier
{
    private const int Alternatives = 3;

    private static readonly Lazy<Classifier> _default = new(() => new Classifier(BundledModel.Load()));

    private readonly ImageRunner _runner;
    private readonly Shape _input;
    private readonly bool _givesProbabilities;

    /// <summary>Prepares a model.</summary>
    /// <param name="model">
    /// A model of <c>[N, 1, H, W]</c> that gives a logit, or a probability, for each class: <c>[N, K]</c>. Its metadata tells the range of its pixels and
    /// the names of its classes.
    /// </param>
    /// <param name="threads">Threads that share a set's images; 0 for one per processor. A single picture is read on the caller's thread.</param>
    /// <exception cref="InvalidInputException">The model does not read gray pictures, or does not give a number for each class.</exception>
    public Classifier(OnnxModel model, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        Model = model;
        _input = model.Network.Input.Shape;
        if (_input.Channels != 1 || !model.Network.Output.Shape.IsFlat)
        {
            throw new InvalidInputException(
                $"The model turns {_input} into {model.Network.Output.Shape}; a classifier turns a gray picture into a number for each class.");
        }

        Input = InputConvention.Of(model);
        _runner = new ImageRunner(model.Network, Input, threads);
        _givesProbabilities = model.Network.OutputsProbabilities;
        LabelNames = model.LabelNames;
        HasNone = ClassNames.HaveNone(LabelNames);
        RejectBelow = HasNone && model.Metadata.TryGetValue(OnnxMetadata.RejectBelow, out string? least)
            && double.TryParse(least, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : 0;
    }

    /// <summary>Prepares a network that reads pixels of 0 to 1. Changed weights are read anew by the next call.</summary>
    /// <param name="network">A network of <c>[N, 1, H, W]</c> that gives a logit, or a probability, for each class: <c>[N, K]</c>.</param>
    /// <param name="threads">Threads that share a set's images; 0 for one per processor. A single picture is read on the caller's thread.</param>
    /// <exception cref="InvalidInputException">The network does not read gray pictures, or does not give a number for each class.</exception>
    public Classifier(Network network, int threads = 0)
        : this(new OnnxModel(network), threads)
    {
    }

    /// <summary>A classifier with the bundled model, for digits as people write them: see <see cref="BundledModel"/>.</summary>
    public static Classifier Default => _default.Value;

    /// <summary>The model.</summary>
    public OnnxModel Model { get; }

    /// <summary>
    /// What the model wants the pixels to be: what its metadata say or, where they say nothing, 0 to 1. Callers give bright ink on dark all the same.
    /// </summary>
    public InputConvention Input { get; }

    /// <summary>The height of the images that the model reads, in pixels.</summary>
    public int Height => _input.Height;

    /// <summary>Their width, in pixels.</summary>
    public int Width => _input.Width;

    /// <summary>The number of classes K; one of them may be <see cref="ClassNames.None"/>.</summary>
    public int Classes => Model.Network.Output.Shape.Channels;

    /// <summary>The names of the classes, <c>[K]</c>; null where the model does not tell them.</summary>
    public IReadOnlyList<string>? LabelNames { get; }

    /// <summary>
    /// Whether the last class is <see cref="ClassNames.None"/>: what is none of the others. It takes its share of the probability from the others but is itself
    /// never the answer.
    /// </summary>
    public bool HasNone { get; }

    /// <summary>
    /// The least probability that a picture shows any of the classes, 1 less <see cref="Classification.None"/>, at which it is taken for one. It was chosen on
    /// validation images when the model was trained, so that 99 % of the digits among them are still answered; 0 where the model does not tell it.
    /// </summary>
    public double RejectBelow { get; }

    /// <summary>
    /// Test-time augmentation: an image is also read moved by up to so many pixels each way, blank where nothing was, and the mean of the probabilities is
    /// the answer. 0 reads the image alone; 1 takes nine times as long.
    /// </summary>
    public int Shifts { get; init; }

    /// <summary>The number of classes that can be an answer: all but <see cref="ClassNames.None"/>.</summary>
    internal int Answers => HasNone ? Classes - 1 : Classes;

    /// <summary>Threads that share a set's images.</summary>
    internal int Threads => _runner.Threads;

    /// <summary>Loads an ONNX file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="threads">Threads that share a set's images; 0 for one per processor. A single picture is read on the caller's thread.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, or its model does not classify gray pictures.</exception>
    public static Classifier Load(string path, int threads = 0) => new(OnnxModel.Load(path), threads);

    /// <summary>Loads an ONNX file from a stream.</summary>
    /// <param name="stream">The file, read to its end.</param>
    /// <param name="threads">Threads that share a set's images; 0 for one per processor. A single picture is read on the caller's thread.</param>
    /// <exception cref="InvalidInputException">The stream cannot be read, or its model does not classify gray pictures.</exception>
    public static Classifier Load(Stream stream, int threads = 0) => new(OnnxModel.Read(stream), threads);

    /// <summary>Makes sure that the classes are the ten digits, and at most <see cref="ClassNames.None"/> beside them.</summary>
    /// <exception cref="InvalidInputException">They are not.</exception>
    public void RequireDigits()
    {
        if (Answers != 10)
            throw new InvalidInputException($"The model has {Classes} classes; a model of the 10 digits is needed.");
        if (LabelNames is { } names && !ClassNames.AreNumbers([.. names.Take(Answers)]))
            throw new InvalidInputException($"The model's classes are {ClassNames.Show(names)}; a model of the 10 digits is needed.");
    }

    /// <summary>Tells which class a picture shows.</summary>
    /// <param name="image">
    /// The picture, <see cref="Width"/> by <see cref="Height"/>, ink bright (255) on dark (0), scaled and centered as the model's training images are.
    /// </param>
    /// <exception cref="InvalidInputException">The picture is of another size.</exception>
    public Classification Classify(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Width != Width || image.Height != Height)
            throw new InvalidInputException($"The picture is {image.Width}x{image.Height} pixels; this model reads {Width}x{Height}.");

        float[] probabilities = ArrayPool<float>.Shared.Rent(Classes);
        try
        {
            if (Shifts == 0)
            {
                _runner.Run(image.Pixels, probabilities.AsMemory(0, Classes));
                ToProbabilities(probabilities.AsSpan(0, Classes));
            }
            else
            {
                MeanOverShifts(new DigitSet("picture", Height, Width, image.Pixels.ToArray(), labels: null)).CopyTo(probabilities, 0);
            }

            return Classify(probabilities.AsSpan(0, Classes));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(probabilities);
        }
    }

    /// <summary>Tells which class the probabilities of an image speak for.</summary>
    /// <param name="probabilities">What <see cref="Probabilities"/> gives for the image, <c>[K]</c>.</param>
    /// <exception cref="ArgumentException">There are not as many as classes.</exception>
    public Classification Classify(ReadOnlySpan<float> probabilities)
    {
        if (probabilities.Length != Classes)
            throw new ArgumentException($"There are {probabilities.Length} probabilities; the model has {Classes} classes.", nameof(probabilities));
        ClassProbability[] ranked = [.. probabilities[..Answers].ToArray().Select((probability, label) => new ClassProbability(label, probability))
            .OrderByDescending(candidate => candidate.Probability)
            .Take(1 + Alternatives),];
        return new Classification(ranked[0].Class, ranked[0].Probability, ranked[1..]) { None = HasNone ? probabilities[Answers] : 0 };
    }

    /// <summary>Whether a picture shows one of the classes at all, by <see cref="RejectBelow"/>.</summary>
    /// <param name="answer">What this model said of the picture.</param>
    public bool Accepts(Classification answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return 1 - answer.None >= RejectBelow;
    }

    /// <summary>Tells which class each image of a set shows.</summary>
    /// <param name="set">The images, of the model's size; labels are not needed.</param>
    /// <returns>The most likely class of each image but <see cref="ClassNames.None"/>, <c>[N]</c>; of equal ones the first.</returns>
    /// <exception cref="InvalidInputException">The images are of another size, or the model's output is not finite.</exception>
    public byte[] Classify(DigitSet set)
    {
        float[] logits = Logits(set);
        byte[] classes = new byte[set.Count];
        for (int i = 0; i < classes.Length; i++)
        {
            ReadOnlySpan<float> row = logits.AsSpan(i * Classes, Classes);
            if (row.ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
                throw NotFinite(i);
            classes[i] = (byte)TensorPrimitives.IndexOfMax(row[..Answers]);
        }

        return classes;
    }

    /// <summary>
    /// The logits of every image. For a model that gives probabilities, and with <see cref="Shifts"/>, these are the natural logarithms of the probabilities.
    /// </summary>
    /// <param name="set">The images, of the model's size; labels are not needed.</param>
    /// <returns>Logits, <c>[N, K]</c>, row by row.</returns>
    /// <exception cref="InvalidInputException">The images are of another size.</exception>
    public float[] Logits(DigitSet set)
    {
        RequireSize(set);
        return Shifts == 0 ? LogitsUnmoved(set) : Logarithms(MeanOverShifts(set));
    }

    /// <summary>The probabilities for images that are already floats. <see cref="Shifts"/> has no part in it.</summary>
    /// <param name="images">Images one after another, <c>[N, 1, H, W]</c>, pixels of 0 to 1.</param>
    /// <param name="probabilities">Filled with <c>[N, K]</c>.</param>
    /// <exception cref="ArgumentException">The numbers are not whole images, or the probabilities have not as many rows.</exception>
    public void Probabilities(ReadOnlyMemory<float> images, Memory<float> probabilities)
    {
        if (images.Length % _input.Size != 0 || probabilities.Length != images.Length / _input.Size * Classes)
        {
            throw new ArgumentException(
                $"{images.Length} pixels and {probabilities.Length} probabilities do not go together; an image has {_input.Size} and {Classes}.",
                nameof(images));
        }

        _runner.Run(images, probabilities);
        ToProbabilities(probabilities.Span);
    }

    /// <summary>Makes sure that a set has images and labels that this model can be measured on.</summary>
    /// <exception cref="InvalidInputException">It has not.</exception>
    internal void RequireLabeled(DigitSet set)
    {
        RequireSize(set);
        if (set.Count == 0)
            throw new InvalidInputException($"{set.Name}: has no images.");

        if (!set.IsLabeled)
            throw new InvalidInputException($"{set.Name}: has no labels, and they are needed here; give a labeled set.");

        // Names say more than numbers that are too high.
        if (!ClassNames.AreNumbers(set.LabelNames) && !CountsFromOne(set))
            LabelNamesFor(set);
        if (set.Labels.ContainsAnyExceptInRange((byte)0, (byte)(Classes - 1)))
            throw new InvalidInputException($"{set.Name}: has labels above {Classes - 1}, but the network knows {Classes} classes.");
    }

    /// <summary>The names of the classes, <c>[K]</c>: the model's own or, where it does not tell them, those of a set that it reads.</summary>
    /// <param name="set">The set.</param>
    /// <exception cref="InvalidInputException">The two have different names.</exception>
    public IReadOnlyList<string> LabelNamesFor(DigitSet set) => ClassNames.Agreed(set, LabelNames, Classes);

    /// <summary>Whether the first output is one that a set of letters has no class for: see <see cref="ClassNames.CountFromOne"/>.</summary>
    internal bool CountsFromOne(DigitSet set) => ClassNames.CountFromOne(set, LabelNames, Classes);

    internal static InvalidInputException NotFinite(int image) =>
        new($"The network's output for image {image} is not a finite number: its training diverged; train it again with a lower learning rate.");

    private void RequireSize(DigitSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        if ((set.Rows, set.Columns) != (Height, Width))
            throw new InvalidInputException($"{set.Name}: its images are {set.Rows}x{set.Columns}, but the network reads {Height}x{Width}.");
    }

    /// <summary>The mean of the probabilities of an image and its moved copies, <c>[N, K]</c>.</summary>
    private float[] MeanOverShifts(DigitSet set)
    {
        float[] mean = new float[set.Count * Classes];
        for (int dy = -Shifts; dy <= Shifts; dy++)
        {
            for (int dx = -Shifts; dx <= Shifts; dx++)
            {
                float[] logits = LogitsUnmoved(set.Shift(dx, dy));
                Softmax(logits);
                TensorPrimitives.Add(mean, logits, mean);
            }
        }

        float copies = ((2 * Shifts) + 1) * ((2 * Shifts) + 1);
        TensorPrimitives.Divide(mean, copies, mean);
        return mean;
    }

    /// <summary>The logits of images as they are, <c>[N, K]</c>.</summary>
    private float[] LogitsUnmoved(DigitSet set)
    {
        float[] outputs = _runner.Run(set);
        return _givesProbabilities ? Logarithms(outputs) : outputs;
    }

    private void ToProbabilities(Span<float> outputs)
    {
        if (!_givesProbabilities)
            Softmax(outputs);
    }

    private void Softmax(Span<float> logits)
    {
        for (int i = 0; i < logits.Length; i += Classes)
        {
            Span<float> row = logits.Slice(i, Classes);
            TensorPrimitives.SoftMax(row, row);
        }
    }

    private static float[] Logarithms(float[] probabilities)
    {
        foreach (ref float value in probabilities.AsSpan())
            value = MathF.Log(MathF.Max(value, float.Epsilon));
        return probabilities;
    }
}
