using System.Diagnostics;
using System.Numerics.Tensors;
using Digits.Data;
using Digits.Engine;

namespace Digits.Evaluation;

/// <summary>Runs a network over whole sets of digits.</summary>
/// <param name="network">The network; weights are read anew at each call.</param>
/// <param name="threads">Threads; 0 for one a processor.</param>
public sealed class Evaluator(Network network, int threads = 0)
{
    private const int ChunkSize = 512;
    private readonly InferencePlan _plan = new(network, threads);
    private readonly bool _wantsBytes;
    private readonly IReadOnlyList<string>? _names;

    /// <summary>Runs a model over whole sets of digits, with pixels in the range, and classes of the names, that its metadata tells.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">Threads; 0 for one a processor.</param>
    public Evaluator(OnnxModel model, int threads = 0)
        : this((model ?? throw new ArgumentNullException(nameof(model))).Network, threads)
    {
        _wantsBytes = model.Metadata.GetValueOrDefault(OnnxMetadata.InputRange) == OnnxMetadata.ZeroTo255;
        _names = model.LabelNames;
    }

    /// <summary>Threads; 0 for one a processor.</summary>
    internal int Threads => threads;

    /// <summary>
    /// Test-time shifts: each image is also read moved by up to so many pixels each way, blank where nothing was, and the mean of the probabilities is what counts. 0 for the image alone;
    /// 1 takes nine times as long.
    /// </summary>
    public int Shifts { get; init; }

    /// <summary>Everything there is to say about a network on a labelled set.</summary>
    /// <param name="set">The images, of the network's size, with labels.</param>
    /// <param name="labels">The names of the classes, <c>[K]</c>; null for the model's own or, where it tells none, the set's.</param>
    /// <exception cref="DigitsException">The set has no images or no labels, they do not fit the network, or the two have classes of different names.</exception>
    public EvaluationResult Evaluate(DigitSet set, IReadOnlyList<string>? labels = null) => Evaluate(set, out _, labels);

    /// <summary>Everything there is to say about a network on a labelled set, and what it is said of.</summary>
    /// <param name="set">The images, of the network's size, with labels.</param>
    /// <param name="logits">What <see cref="Logits"/> gives for them.</param>
    /// <param name="labels">The names of the classes, <c>[K]</c>; null for the model's own or, where it tells none, the set's.</param>
    /// <exception cref="DigitsException">The set has no images or no labels, they do not fit the network, or the two have classes of different names.</exception>
    public EvaluationResult Evaluate(DigitSet set, out float[] logits, IReadOnlyList<string>? labels = null)
    {
        Check(network, set);
        labels ??= LabelNames(set);
        Stopwatch clock = Stopwatch.StartNew();
        logits = Logits(set);
        return EvaluationResult.FromLogits(set.Name, set.Labels, logits, labels, network.ParameterCount, clock.Elapsed);
    }

    /// <summary>The names of the network's classes, <c>[K]</c>: the model's own or, where it tells none, the set's.</summary>
    /// <exception cref="DigitsException">The two differ.</exception>
    public IReadOnlyList<string> LabelNames(DigitSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return ClassNames.Agreed(set, _names, network.Output.Shape.Channels);
    }

    /// <summary>The class that the network takes each image for, <c>[N]</c>.</summary>
    /// <param name="set">The images, of the network's size; labels are not needed.</param>
    /// <exception cref="DigitsException">The images do not fit the network, or its output is not finite.</exception>
    public byte[] Predict(DigitSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        float[] logits = Logits(set);
        return Classes(logits, network.Output.Shape.Channels);
    }

    /// <summary>The class of the greatest logit of each image, <c>[N]</c>; of equal ones the first.</summary>
    /// <param name="logits">What <see cref="Logits"/> gave, <c>[N, classes]</c>.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="DigitsException">A logit is not finite.</exception>
    public static byte[] Classes(ReadOnlySpan<float> logits, int classes)
    {
        if (logits.ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            throw new InvalidInputException("The network's output is not a finite number for every image; its weights are spoilt: train it again, with a lower learning rate.");

        byte[] predicted = new byte[logits.Length / classes];
        for (int i = 0; i < predicted.Length; i++)
            predicted[i] = (byte)TensorPrimitives.IndexOfMax(logits.Slice(i * classes, classes));

        return predicted;
    }

    /// <summary>Loss and accuracy alone.</summary>
    /// <param name="set">The images, of the network's size, with labels.</param>
    /// <exception cref="DigitsException">The set has no images or no labels, or they do not fit the network.</exception>
    public (double Loss, double Accuracy) Score(DigitSet set)
    {
        Check(network, set);
        float[] logits = Logits(set);
        if (logits.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            return (double.NaN, double.NaN);

        Scores scores = Scores.Of(set.Labels, logits, network.Output.Shape.Channels);
        int correct = 0;
        for (int i = 0; i < set.Count; i++)
            correct += scores.Predicted[i] == set.Labels[i] ? 1 : 0;

        return (scores.Loss.Average(), (double)correct / set.Count);
    }

    /// <summary>The share of images misread, 0 to 1.</summary>
    /// <exception cref="DigitsException">The set has no images or no labels, they do not fit the network, or its output is not finite.</exception>
    internal double Error(DigitSet set)
    {
        Check(network, set);
        byte[] predicted = Scores.Of(set.Labels, Logits(set), network.Output.Shape.Channels).Predicted;
        int wrong = 0;
        for (int i = 0; i < predicted.Length; i++)
            wrong += predicted[i] == set.Labels[i] ? 0 : 1;

        return (double)wrong / set.Count;
    }

    /// <summary>The network's logits for every image, <c>[N, classes]</c>; of a network that gives probabilities, and with <see cref="Shifts"/>, their logarithms.</summary>
    /// <exception cref="DigitsException">The images do not fit the network.</exception>
    public float[] Logits(DigitSet set)
    {
        CheckSize(network, set);
        if (Shifts == 0)
            return Run(set);

        int classes = network.Output.Shape.Channels;
        float[] sum = new float[set.Count * classes];
        for (int dy = -Shifts; dy <= Shifts; dy++)
        {
            for (int dx = -Shifts; dx <= Shifts; dx++)
                AddProbabilities(Run(set.Shift(dx, dy)), classes, sum);
        }

        float count = ((2 * Shifts) + 1) * ((2 * Shifts) + 1);
        foreach (ref float value in sum.AsSpan())
            value = MathF.Log(MathF.Max(value / count, float.Epsilon));

        return sum;
    }

    private static void AddProbabilities(Span<float> logits, int classes, Span<float> sum)
    {
        for (int i = 0; i < logits.Length; i += classes)
        {
            Span<float> row = logits.Slice(i, classes);
            TensorPrimitives.SoftMax(row, row);
        }

        TensorPrimitives.Add(sum, logits, sum);
    }

    private float[] Run(DigitSet set)
    {
        int size = network.Input.Shape.Size;
        int classes = network.Output.Shape.Channels;
        float[] logits = new float[set.Count * classes];
        float[] images = new float[Math.Min(ChunkSize, set.Count) * size];
        byte[] labels = new byte[ChunkSize];
        Batches batches = new(set, ChunkSize);
        for (int batch = 0; batch < batches.Count; batch++)
        {
            batches.Fill(0, batch, images, labels, out int count);
            if (_wantsBytes)
                TensorPrimitives.Multiply(images, 255f, images);
            _plan.Run(images.AsMemory(0, count * size), logits.AsMemory(batch * ChunkSize * classes, count * classes));
        }

        if (network.OutputsProbabilities)
        {
            foreach (ref float value in logits.AsSpan())
                value = MathF.Log(MathF.Max(value, float.Epsilon));
        }

        return logits;
    }

    internal static void Check(Network network, DigitSet set)
    {
        CheckSize(network, set);
        if (set.Count == 0)
            throw new InvalidInputException($"{set.Name}: has no images.");

        if (!set.IsLabelled)
            throw new InvalidInputException($"{set.Name}: has no labels, and they are needed here; give a labelled set.");

        int classes = network.Output.Shape.Channels;
        if (set.Labels.ContainsAnyExceptInRange((byte)0, (byte)(classes - 1)))
            throw new InvalidInputException($"{set.Name}: has labels above {classes - 1}, but the network knows {classes} classes.");
    }

    private static void CheckSize(Network network, DigitSet set)
    {
        Shape shape = network.Input.Shape;
        if (shape != new Shape(1, set.Rows, set.Columns))
            throw new InvalidInputException($"{set.Name}: its images are {set.Rows}x{set.Columns}, but the network reads {shape}; 'digits evaluate --normalise' frames digits of any size for it.");
    }
}
