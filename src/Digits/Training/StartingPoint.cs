using Digits.Data;
using Digits.Engine;

namespace Digits.Training;

/// <summary>The network that a run begins with: one with random weights, or a model's that is trained further.</summary>
/// <param name="Network">The network, with a logit for each class.</param>
/// <param name="LabelNames">The classes' names, <c>[K]</c>.</param>
/// <param name="Remarks">What was done to a model so that it can be trained on the data; a line each.</param>
internal sealed record StartingPoint(Network Network, IReadOnlyList<string> LabelNames, IReadOnlyList<string> Remarks)
{
    /// <summary>Makes the network that a configuration asks for.</summary>
    /// <param name="configuration">What to train.</param>
    /// <param name="images">The images to train on.</param>
    /// <param name="labelNames">The names of their classes.</param>
    /// <exception cref="DigitsException">The network cannot read the images, or the model cannot be trained.</exception>
    internal static StartingPoint Of(RunConfiguration configuration, DigitSet images, IReadOnlyList<string> labelNames)
    {
        Shape shape = new(1, images.Rows, images.Columns);
        return configuration.From is { } from
            ? Of(from.Path, from.Load(), shape, labelNames, configuration.Seed)
            : new StartingPoint(configuration.CreateNetwork(shape, labelNames.Count), labelNames, []);
    }

    private static StartingPoint Of(string path, OnnxModel model, Shape shape, IReadOnlyList<string> labelNames, ulong seed)
    {
        if (model.Network.Input.Shape != shape)
            throw new DigitsException($"{path}: reads images of {model.Network.Input.Shape}, but those of the data are {shape}; give data of that size.");

        Node logits = Logits(path, model.Network);
        List<string> remarks = [];
        Node input = Node.Input(shape.Channels, shape.Height, shape.Width);
        Node scaled = input;
        if (model.Metadata.GetValueOrDefault(OnnxMetadata.InputRange) == OnnxMetadata.ZeroTo255)
        {
            scaled = input.Then(new Affine([255f], [0f]));
            remarks.Add($"{path} reads pixels of 0-255; the new model reads 0-1 and multiplies them itself.");
        }

        string[]? told = model.Metadata.GetValueOrDefault(OnnxMetadata.Labels)?.Split(',', StringSplitOptions.TrimEntries);
        IReadOnlyList<string>? own = told?.Length == logits.Shape.Channels ? told : null;
        Node output;
        if (HasClasses(own, logits.Shape.Channels, labelNames))
        {
            output = model.Network.UpTo(logits).Apply(scaled);
            labelNames = own ?? (labelNames.Count == logits.Shape.Channels ? labelNames : ClassNames.Numbers(logits.Shape.Channels));
        }
        else
        {
            string classes = own is null ? $"{logits.Shape.Channels} classes" : $"the classes {ClassNames.Show(own)}";
            Node features = Features(path, logits, classes, labelNames);
            output = Head(model.Network, features.Shape, labelNames.Count, seed).Apply(model.Network.UpTo(features).Apply(scaled));
            remarks.Add($"{path} knows {classes}, the data have {ClassNames.Show(labelNames)}: its last layer is replaced by a fresh one of {labelNames.Count} outputs.");
        }

        Network network = new(input, output, seed: null);
        return network.ParameterCount > 0
            ? new StartingPoint(network, labelNames, remarks)
            : throw new DigitsException($"{path}: has no weights that can be trained.");
    }

    /// <summary>What a softmax at the end reads, or the output itself: the loss works on logits.</summary>
    private static Node Logits(string path, Network network)
    {
        Node last = network.Output;
        while (last.Layer is Softmax)
            last = last.Inputs[0];

        if (network.OutputsProbabilities && last == network.Output)
            throw new DigitsException($"{path}: is the mean of several models, which is not trained as one; give one of its members to --from.");

        return last.Shape.IsFlat
            ? last
            : throw new DigitsException($"{path}: gives a map of {last.Shape}, but a logit for each class is needed to train it.");
    }

    /// <summary>Numbers are no names: data of digits up to 8 can train a model that knows 0 to 9.</summary>
    private static bool HasClasses(IReadOnlyList<string>? own, int outputs, IReadOnlyList<string> wanted)
    {
        if (own is not null && own.SequenceEqual(wanted, StringComparer.Ordinal))
            return true;

        bool bothNumbered = ClassNames.AreNumbers(wanted) && (own is null || ClassNames.AreNumbers(own));
        return bothNumbered ? wanted.Count <= outputs : own is null && wanted.Count == outputs;
    }

    /// <summary>What the last dense layer reads.</summary>
    private static Node Features(string path, Node logits, string classes, IReadOnlyList<string> wanted)
    {
        Node last = logits;
        while (last.Layer is Affine)
            last = last.Inputs[0];

        return last.Layer is Dense
            ? last.Inputs[0]
            : throw new DigitsException(
                $"{path}: knows {classes}, the data have {ClassNames.Show(wanted)}, and it does not end in a dense layer that could be replaced; give data of its classes.");
    }

    /// <summary>A dense layer with random weights; its name is one that the network does not use.</summary>
    private static Network Head(Network network, Shape features, int classes, ulong seed)
    {
        string name = "head";
        while (network.Layers.Any(layer => layer.Name == name && layer != network.Output.Layer))
            name += "_";

        Network head = Network.Sequential(features, new Dense(classes) { Name = name });
        head.Initialize(seed);
        return head;
    }
}
