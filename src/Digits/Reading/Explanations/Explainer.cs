using System.Numerics.Tensors;
using Digits.Data;
using Digits.Engine;
using Digits.Imaging;

namespace Digits.Reading;

/// <summary>
/// Shows how a model comes to its answers: what its convolutions make of an image, and which parts of it the answer depends on (occlusion, after Zeiler and
/// Fergus, "Visualizing and Understanding Convolutional Networks", 2014). Any number of threads may use one explainer at once.
/// </summary>
public sealed class Explainer
{
    private const int MostLayers = 8;
    private const int MostMaps = 16;

    private readonly Classifier _classifier;
    private readonly Node[] _nodes;
    private readonly string[] _names;
    private readonly Lazy<ImageRunner?> _maps;

    /// <summary>Prepares the explanations of a classifier.</summary>
    /// <param name="classifier">The classifier; its threads share the work.</param>
    public Explainer(Classifier classifier)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        _classifier = classifier;
        IReadOnlyList<Node>[] all = [.. NetworkStages.Find(classifier.Model.Network).Where(stage => stage[0].Layer is Conv2D)];
        int count = Math.Min(all.Length, MostLayers);
        // Of a deep network layers from end to end.
        IReadOnlyList<Node>[] stages = [.. Enumerable.Range(0, count).Select(i => all[count == 1 ? 0 : i * (all.Length - 1) / (count - 1)])];
        _nodes = [.. stages.Select(stage => stage[^1])];
        _names = [.. stages.Select(stage => stage[0].Layer!.Name)];
        _maps = new Lazy<ImageRunner?>(Join);
    }

    /// <summary>Explains the answer for one image.</summary>
    /// <param name="image">The image, of the model's size, ink bright (255) on dark (0), scaled and centered as the model's training images are.</param>
    /// <returns>The answer, at most eight layers with at most sixteen maps each, and what the parts of the image count.</returns>
    /// <exception cref="InvalidInputException">The image is of another size.</exception>
    public Explanation Explain(GrayImage image)
    {
        Classification answer = _classifier.Classify(image);
        DigitSet set = new("picture", image.Height, image.Width, image.Pixels.ToArray(), labels: null);
        float[] probabilities = new float[_classifier.Classes];
        float[] occlusion = new Occlusion(_classifier).Map(set, 0, logits =>
        {
            TensorPrimitives.SoftMax(logits, probabilities);
            return probabilities[answer.Class];
        });
        return new Explanation(answer, Layers(set), occlusion);
    }

    /// <summary>One network that gives the maps of all layers, one after another, so that an image is run once; null for no layers.</summary>
    private ImageRunner? Join()
    {
        Node[] flat = [.. _nodes.Select(node => node.Then(new Flatten()))];
        return flat.Length == 0 ? null : new ImageRunner(
            _classifier.Model.Network.UpTo(flat.Length == 1 ? flat[0] : Node.Concatenate(flat)), _classifier.Input, _classifier.Threads);
    }

    private List<LayerMaps> Layers(DigitSet set)
    {
        List<LayerMaps> layers = [];
        ReadOnlySpan<float> left = _maps.Value is { } runner ? runner.Run(set) : [];
        for (int i = 0; i < _nodes.Length; i++)
        {
            Shape shape = _nodes[i].Shape;
            layers.Add(new LayerMaps(_names[i], shape.Channels, shape.Height, shape.Width, Liveliest(left[..shape.Size], shape)));
            left = left[shape.Size..];
        }

        return layers;
    }

    /// <summary>The maps that vary the most, in the order of their channels.</summary>
    private static float[][] Liveliest(ReadOnlySpan<float> values, Shape shape)
    {
        float[][] maps = new float[shape.Channels][];
        for (int i = 0; i < maps.Length; i++)
            maps[i] = values.Slice(i * shape.Pixels, shape.Pixels).ToArray();
        return [.. Enumerable.Range(0, maps.Length)
            .OrderByDescending(i => TensorPrimitives.StdDev<float>(maps[i]))
            .Take(MostMaps)
            .Order()
            .Select(i => maps[i]),];
    }
}
