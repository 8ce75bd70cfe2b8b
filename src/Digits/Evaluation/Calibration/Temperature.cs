using System.Globalization;
using System.Numerics.Tensors;
using Digits.Engine;

namespace Digits.Evaluation;

/// <summary>
/// Temperature scaling: divides a model's logits by one number, so that its confidence matches its accuracy. No prediction changes
/// (Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks", 2017).
/// </summary>
public static class Temperature
{
    /// <summary>The metadata's key for the temperature.</summary>
    public const string Key = "temperature";

    /// <summary>Logits are multiplied by at most this, and at least by its inverse: if no image is misread, no finite temperature is the best.</summary>
    private const double Most = 20;

    /// <summary>The temperature that makes labels the most likely.</summary>
    /// <param name="logits">Logits, <c>[N, classes]</c>, of images that the model was not trained on.</param>
    /// <param name="labels">Their labels, <c>[N]</c>.</param>
    /// <returns>The number to divide logits by: above 1 where the model is overconfident.</returns>
    /// <exception cref="ArgumentException">There are no labels, or the logits cannot be divided among them.</exception>
    public static double Fit(ReadOnlySpan<float> logits, ReadOnlySpan<byte> labels)
    {
        if (labels.IsEmpty || logits.IsEmpty || logits.Length % labels.Length != 0)
            throw new ArgumentException($"{logits.Length} logits cannot be divided among {labels.Length} labels.", nameof(logits));

        // The loss's slope along the inverse temperature only rises, so bisection finds where it is zero; on the logarithm, as temperatures are ratios.
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

    /// <summary>A model with its logits divided. The division is part of the network, so every runtime does it.</summary>
    /// <exception cref="InvalidInputException">The model gives probabilities instead of logits.</exception>
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

    /// <summary>The loss's derivative by the inverse temperature: over all images, the sum of the expected logit less the label's logit.</summary>
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
