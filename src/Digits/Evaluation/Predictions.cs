using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using CsvHelper;
using Digits.Data;
using Digits.Engine;
using Digits.Reading;

namespace Digits.Evaluation;

/// <summary>
/// What a model predicts for the images of a labeled set: the class, how confidently, and at what loss. Scores are computed once, in double precision;
/// metrics, plots and galleries read them here.
/// </summary>
public sealed class Predictions
{
    private readonly float[] _logits;
    private readonly byte[] _predicted;
    private readonly double[] _confidence;
    private readonly double[] _loss;
    private readonly double[] _logProbabilities;
    private readonly Lazy<IReadOnlyList<MisclassifiedImage>> _misclassified;
    private readonly Lazy<IReadOnlyList<ClassCurves>> _curves;

    /// <summary>Scores a model's outputs.</summary>
    /// <param name="set">The images, at least one, with labels.</param>
    /// <param name="labelNames">The names of the classes, <c>[K]</c>, 2 to 256.</param>
    /// <param name="logits">The outputs before softmax, <c>[N, K]</c>, row by row, as <see cref="Classifier.Logits"/> gives them; kept without a copy.</param>
    /// <exception cref="InvalidInputException">There are no labeled images, the sizes differ, a label is not a class, or an output is not finite.</exception>
    public Predictions(DigitSet set, IReadOnlyList<string> labelNames, float[] logits)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(labelNames);
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentOutOfRangeException.ThrowIfLessThan(labelNames.Count, 2, nameof(labelNames));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(labelNames.Count, 256, nameof(labelNames));
        int classes = labelNames.Count;
        if (set.Labels.IsEmpty)
            throw new InvalidInputException($"{set.Name}: has no labeled images to evaluate; give a set with at least one.");
        if (logits.Length != (long)set.Count * classes)
            throw new InvalidInputException($"{set.Count} images of {classes} classes need {(long)set.Count * classes} logits, not {logits.Length}.");

        (Set, LabelNames, _logits) = (set, labelNames, logits);
        _predicted = new byte[set.Count];
        _confidence = new double[set.Count];
        _loss = new double[set.Count];
        _logProbabilities = new double[logits.Length];
        for (int i = 0; i < set.Count; i++)
        {
            if (set.Labels[i] >= classes)
                throw new InvalidInputException($"Image {i} has label {set.Labels[i]}, but the network has only the classes 0 to {classes - 1}.");
            Score(i, logits.AsSpan(i * classes, classes));
        }

        MeanLoss = _loss.Average();
        Correct = Enumerable.Range(0, set.Count).Count(IsCorrect);
        _misclassified = new Lazy<IReadOnlyList<MisclassifiedImage>>(FindMisclassified);
        _curves = new Lazy<IReadOnlyList<ClassCurves>>(() => ClassCurves.Of(this));
    }

    /// <summary>The images.</summary>
    public DigitSet Set { get; }

    /// <summary>The names of the classes, <c>[K]</c>.</summary>
    public IReadOnlyList<string> LabelNames { get; }

    /// <summary>The number of trained parameters of the model that predicted; 0 where it is not known.</summary>
    public long Parameters { get; init; }

    /// <summary>How long the model took for all images; zero where it was not measured.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The class of the largest logit of each image, <c>[N]</c>; of equal ones the first.</summary>
    public ReadOnlySpan<byte> Predicted => _predicted;

    /// <summary>The probability of the predicted class of each image, <c>[N]</c>, 0 to 1.</summary>
    public ReadOnlySpan<double> Confidence => _confidence;

    /// <summary>The cross-entropy of each image in nats, <c>[N]</c>: minus the logarithm of the true class's probability.</summary>
    public ReadOnlySpan<double> Loss => _loss;

    /// <summary>The mean of <see cref="Loss"/>.</summary>
    public double MeanLoss { get; }

    /// <summary>The share of images whose predicted class is their label, 0 to 1.</summary>
    public double Accuracy => (double)Correct / Set.Count;

    /// <summary>The number of images whose predicted class is their label.</summary>
    public int Correct { get; }

    /// <summary>The curves of each class, <c>[K]</c>.</summary>
    internal IReadOnlyList<ClassCurves> Curves => _curves.Value;

    /// <summary>The outputs before softmax, <c>[N, K]</c>.</summary>
    internal ReadOnlySpan<float> Logits => _logits;

    /// <summary>
    /// Has a model read a set. Where the model has a class for what is none of the others and the set has no such image, that class's outputs are left out: the
    /// images are known to be of the other classes. So is the first output of a model of 27 that was trained on EMNIST's labels of 1 to 26.
    /// </summary>
    /// <param name="classifier">The model.</param>
    /// <param name="set">The images, of the model's size, with labels.</param>
    /// <exception cref="InvalidInputException">
    /// The set has no images or no labels, they do not fit the model, its classes have other names than the model's, or an output is not finite.
    /// </exception>
    public static Predictions Of(Classifier classifier, DigitSet set)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        classifier.RequireLabeled(set);
        bool countsFromOne = classifier.CountsFromOne(set);
        IReadOnlyList<string> labelNames = countsFromOne ? set.LabelNames : classifier.LabelNamesFor(set);
        Stopwatch clock = Stopwatch.StartNew();
        float[] logits = classifier.Logits(set);
        TimeSpan elapsed = clock.Elapsed;
        if (classifier.HasNone && !ClassNames.HaveNone(set.LabelNames) && !set.Labels.Contains((byte)classifier.Answers))
            (labelNames, logits) = ([.. labelNames.Take(classifier.Answers)], Without(classifier.Classes - 1, logits, classifier.Classes));
        if (countsFromOne)
            logits = Without(0, logits, classifier.Classes);
        return new Predictions(set, labelNames, logits) { Parameters = classifier.Model.Network.ParameterCount, Elapsed = elapsed };
    }

    /// <summary>The probability that an image is of a class, 0 to 1.</summary>
    public double Probability(int image, int label) => Math.Exp(LogProbability(image, label));

    /// <summary>Whether an image's predicted class is its label.</summary>
    public bool IsCorrect(int image) => _predicted[image] == Set.Labels[image];

    /// <summary>An image's most likely classes, the most likely first; of equal ones the first.</summary>
    /// <param name="image">The image's place in the set, from 0.</param>
    /// <param name="most">The most classes to give, at least 1.</param>
    public IReadOnlyList<ClassProbability> Likeliest(int image, int most = MisclassifiedImage.TopClasses)
    {
        double best = LogProbability(image, _predicted[image]);
        return [.. Enumerable.Range(0, LabelNames.Count)
            .OrderByDescending(c => LogProbability(image, c))
            .Take(most)
            .Select(c => new ClassProbability(c, _confidence[image] * Math.Exp(LogProbability(image, c) - best))),];
    }

    /// <summary>The ROC curve of a class against the rest; null where all images are of the class, or none is.</summary>
    public RocCurve? RocCurve(int label) => Curves[label].Roc;

    /// <summary>The precision-recall curve of a class against the rest; null where no image is of the class.</summary>
    public PrecisionRecallCurve? PrecisionRecallCurve(int label) => Curves[label].PrecisionRecall;

    /// <summary>The images whose predicted class is not their label, the worst (largest loss) first.</summary>
    public IReadOnlyList<MisclassifiedImage> Misclassified() => _misclassified.Value;

    /// <summary>Every metric of these predictions.</summary>
    public EvaluationResult Evaluate() => EvaluationResult.Of(this);

    /// <summary>
    /// Writes <c>index,truth,predicted,confidence,loss</c> and a column of probabilities for each class, whole or not at all: what all metrics and plots
    /// are made from, for a spreadsheet or another program.
    /// </summary>
    /// <param name="path">The CSV file.</param>
    /// <exception cref="WorkFailedException">The file cannot be written.</exception>
    public void SaveCsv(string path) => AtomicFile.Write(path, stream =>
    {
        using CsvWriter csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        Row(csv, ["index", "truth", "predicted", "confidence", "loss", .. LabelNames.Select(label => $"p_{label}")]);
        for (int i = 0; i < Set.Count; i++)
        {
            int image = i;
            Row(
                csv,
                [
                    Number(i), TruthName(i), PredictedName(i), Number(_confidence[i], "G9"), Number(_loss[i], "G9"),
                    .. LabelNames.Select((_, c) => Number(Probability(image, c), "G6")),
                ]);
        }
    });

    /// <summary>The natural logarithm of the probability that an image is of a class.</summary>
    internal double LogProbability(int image, int label) => _logProbabilities[(image * LabelNames.Count) + label];

    /// <summary>The name of an image's true class.</summary>
    internal string TruthName(int image) => LabelNames[Set.Labels[image]];

    /// <summary>The name of an image's predicted class.</summary>
    internal string PredictedName(int image) => LabelNames[_predicted[image]];

    private static float[] Without(int left, float[] logits, int classes)
    {
        float[] rest = new float[logits.Length / classes * (classes - 1)];
        for (int i = 0; i < logits.Length / classes; i++)
        {
            ReadOnlySpan<float> all = logits.AsSpan(i * classes, classes);
            Span<float> kept = rest.AsSpan(i * (classes - 1), classes - 1);
            all[..left].CopyTo(kept);
            all[(left + 1)..].CopyTo(kept[left..]);
        }

        return rest;
    }

    private static void Row(CsvWriter csv, ReadOnlySpan<string> fields)
    {
        foreach (string field in fields)
            csv.WriteField(field);

        csv.EndRecord();
    }

    private static string Number(double value, string? format = null) => value.ToString(format, CultureInfo.InvariantCulture);

    private MisclassifiedImage[] FindMisclassified() => [.. Enumerable.Range(0, Set.Count)
        .Where(i => !IsCorrect(i))
        .Select(i => new MisclassifiedImage(i, Set.Labels[i], _predicted[i], _confidence[i], _loss[i], Likeliest(i)))
        .OrderByDescending(image => image.Loss),];

    private void Score(int image, ReadOnlySpan<float> logits)
    {
        int best = TensorPrimitives.IndexOfMax(logits);
        double max = logits[best];
        double sum = 0;
        foreach (float logit in logits)
        {
            if (!float.IsFinite(logit))
                throw Classifier.NotFinite(image);
            sum += Math.Exp(logit - max);
        }

        _predicted[image] = (byte)best;
        _confidence[image] = 1 / sum;
        double logSum = Math.Log(sum);
        _loss[image] = logSum + (max - logits[Set.Labels[image]]);
        for (int c = 0; c < logits.Length; c++)
            _logProbabilities[(image * logits.Length) + c] = logits[c] - max - logSum;
    }
}
