using System.Globalization;
using System.Numerics.Tensors;
using Digits.Engine;

namespace Digits.Evaluation;

/// <summary>
/// Makes a model as sure as it is right: logits are divided by one number, which changes no answer (Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks", 2017).
/// </summary>
public static class Temperature
{
    /// <summary>The metadata's key for the number.</summary>
    public const string Key = "temperature";

    /// <summary>Logits are multiplied by no more than this, and by no less than its inverse: a model that makes no mistake here would have to be quite sure everywhere.</summary>
    private const double Most = 20;

    /// <summary>The temperature that gives labels the greatest likelihood.</summary>
    /// <param name="logits">Logits, <c>[N, classes]</c>, of images that the model was not trained on.</param>
    /// <param name="labels">Their labels, <c>[N]</c>.</param>
    /// <returns>What logits are to be divided by: above 1 where the model is too sure.</returns>
    /// <exception cref="ArgumentException">There are no labels, or the logits do not divide among them.</exception>
    public static double Fit(ReadOnlySpan<float> logits, ReadOnlySpan<byte> labels)
    {
        if (labels.IsEmpty || logits.IsEmpty || logits.Length % labels.Length != 0)
            throw new ArgumentException($"{logits.Length} logits do not divide among {labels.Length} labels.", nameof(logits));

        // The slope of the loss along the inverse temperature rises throughout: halve the interval (of its logarithm) in which it crosses zero.
        (double low, double high) = (-Math.Log(Most), Math.Log(Most));
        float[] scaled = new float[logits.Length / labels.Length];
        for (int i = 0; i < 50; i++)
        {
            double middle = (low + high) / 2;
            if (Slope(logits, labels, Math.Exp(middle), scaled) > 0)
                high = middle;
            else
                low = middle;
        }

        return Math.Exp(-(low + high) / 2);
    }

    /// <summary>The model with its logits divided, in any runtime: the division is a part of it.</summary>
    /// <exception cref="DigitsException">The model gives probabilities.</exception>
    public static OnnxModel Apply(OnnxModel model, double temperature)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        Network network = model.Network;
        if (network.OutputsProbabilities)
            throw new InvalidInputException("The model gives probabilities; a temperature divides logits.");

        Node input = Node.Input(network.Input.Shape.Channels, network.Input.Shape.Height, network.Input.Shape.Width);
        Node divided = network.Apply(input).Then(new Affine([(float)(1 / temperature)], [0f]));
        return new OnnxModel(new Network(input, divided, seed: null), new Dictionary<string, string>(model.Metadata, StringComparer.Ordinal)
        {
            [Key] = temperature.ToString("R", CultureInfo.InvariantCulture),
        });
    }

    /// <summary>The sum over images of (the mean of the logits by the probabilities) less (the label's logit).</summary>
    private static double Slope(ReadOnlySpan<float> logits, ReadOnlySpan<byte> labels, double inverse, Span<float> scaled)
    {
        double slope = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<float> row = logits.Slice(i * scaled.Length, scaled.Length);
            TensorPrimitives.Multiply(row, (float)inverse, scaled);
            TensorPrimitives.SoftMax(scaled, scaled);
            slope += TensorPrimitives.Dot<float>(row, scaled) - row[labels[i]];
        }

        return slope;
    }
}
