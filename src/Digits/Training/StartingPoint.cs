using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reading;

namespace Digits.Training;

/// <summary>The network that a run begins with: one with random weights, or a model's that is trained further.</summary>
/// <param name="Network">The network, with a logit for each class.</param>
/// <param name="LabelNames">The classes' names, <c>[K]</c>.</param>
/// <param name="Remarks">What was done to a model so that it can be trained on the data; a line each.</param>
public sealed record StartingPoint(Network Network, IReadOnlyList<string> LabelNames, IReadOnlyList<string> Remarks)
{
    /// <summary>Makes the network that a configuration asks for.</summary>
    /// <param name="configuration">What to train.</param>
    /// <param name="images">The images to train on.</param>
    /// <param name="labelNames">The names of their classes.</param>
    /// <exception cref="DigitsException">The network cannot read the images, or the model cannot be trained.</exception>
    public static StartingPoint Of(RunConfiguration configuration, DigitSet images, IReadOnlyList<string> labelNames)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(labelNames);
        Shape shape = new(1, images.Rows, images.Columns);
        return configuration.From is { } from
            ? Of(from.Path, from.Load(), configuration.Input(), shape, labelNames, configuration.Seed)
            : new StartingPoint(configuration.CreateNetwork(shape, labelNames.Count), labelNames, []);
    }

    private static StartingPoint Of(
        string path, OnnxModel model, InputConvention? given, Shape shape, IReadOnlyList<string> labelNames, ulong seed)
    {
        if (model.Network.Input.Shape != shape)
            throw new InvalidInputException($"{path}: reads images of {model.Network.Input.Shape}, but those of the data are {shape}; give data of that size.");

        Node logits = Logits(path, model);
        List<string> remarks = [];
        Node input = Node.Input(shape.Channels, shape.Height, shape.Width);
        Node scaled = input;
        InputConvention convention = given ?? InputConvention.Of(model);
        if (convention.IsTransposed)
        {
            throw new InvalidInputException(
                $"{path}: reads images with rows and columns exchanged, and is trained further on such images; exchange those of the data instead.");
        }

        if (!convention.IsPlain)
        {
            scaled = input.Then(convention.ToLayer());
            remarks.Add($"{path} reads {convention}; the new model reads 0-1 and makes that of them itself.");
        }

        IReadOnlyList<string>? own = model.LabelNames;
        Node output;
        if (HasClasses(own, logits.Shape.Channels, labelNames))
        {
            output = model.Network.UpTo(logits).Apply(scaled);
            labelNames = own ?? (labelNames.Count == logits.Shape.Channels ? labelNames : ClassNames.Numbers(logits.Shape.Channels));
        }
        else
        {
            string classes = own is null ? $"{logits.Shape.Channels} classes" : $"the classes {ClassNames.Show(own)}";
            Node[] features = [.. model.Network.UpTo(logits).Heads.Select(head => Features(path, head, classes, labelNames))];
            output = WithFreshHeads(model.Network, features, scaled, labelNames.Count, seed);
            (string old, string fresh) = features.Length == 1 ? ("layer is", "a fresh one") : ("layers are", "fresh ones");
            remarks.Add(
                $"{path} knows {classes}, the data have {ClassNames.Show(labelNames)}: its last {old} replaced by {fresh} of {labelNames.Count} outputs.");
        }

        Network network = new(input, output, seed: null);
        return network.ParameterCount > 0
            ? new StartingPoint(network, labelNames, remarks)
            : throw new InvalidInputException($"{path}: has no weights that can be trained.");
    }

    /// <summary>
    /// What a softmax at the end reads, or the output itself: the loss works on logits. A temperature is left out too: it was fitted to weights that are about
    /// to change, and heads
    /// are trained by themselves only where their mean is the output.
    /// </summary>
    private static Node Logits(string path, OnnxModel model)
    {
        Network network = model.Network;
        Node last = network.Output;
        while (last.Layer is Softmax)
            last = last.Inputs[0];

        if (last.Layer is Affine && model.Metadata.ContainsKey(Temperature.Key))
            last = last.Inputs[0];

        if (network.OutputsProbabilities && last == network.Output)
            throw new InvalidInputException($"{path}: is the mean of several models, which cannot be trained as one; start from one of its members.");

        return last.Shape.IsFlat
            ? last
            : throw new InvalidInputException($"{path}: gives a map of {last.Shape}, but a logit for each class is needed to train it.");
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
            : throw new InvalidInputException(
                $"{path}: knows {classes}, the data have {ClassNames.Show(wanted)}, and it does not end in a dense layer that could be replaced; "
                + "give data of its classes.");
    }

    /// <summary>The network up to features, a fresh dense layer on each, and their mean where there are several.</summary>
    private static Node WithFreshHeads(Network network, Node[] features, Node input, int classes, ulong seed)
    {
        IReadOnlyList<Node> copies = features.Length == 1
            ? [network.UpTo(features[0]).Apply(input)]
            : network.UpTo(Node.Concatenate(features)).Apply(input).Inputs;
        Node[] logits = [.. copies.Select((copy, i) => Head(network, NameOf(i), copy.Shape, classes, seed + (ulong)i).Apply(copy))];
        return logits.Length == 1 ? logits[0] : Node.Mean(logits);

        string NameOf(int index) => features.Length == 1 ? "head" : $"head{index + 1}";
    }

    /// <summary>A dense layer with random weights; its name is one that the network does not use.</summary>
    private static Network Head(Network network, string name, Shape features, int classes, ulong seed)
    {
        while (network.Layers.Any(layer => layer.Name == name && layer != network.Output.Layer))
            name += "_";

        Network head = Network.Sequential(features, new Dense(classes) { Name = name });
        head.Initialize(seed);
        return head;
    }
}
