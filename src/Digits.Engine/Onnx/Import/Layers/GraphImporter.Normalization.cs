namespace Digits.Engine.Onnx;

/// <summary>Normalization of each image by itself.</summary>
internal sealed partial class GraphImporter
{
    /// <summary>What the scales and shifts of normalizations will be, so that what follows can be taken into them.</summary>
    private readonly Dictionary<Node, (float[] Gamma, float[] Beta)> _norms = [];

    private void ImportLayerNorm(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        NodeAttributes attributes = new(node);
        int axis = ShapeRules.Normalize(node, [attributes.Int("axis", -1)], x.Rank)[0];
        int count = Trailing(node, x, axis);
        x = Settled(node, x, axis);
        float[] gamma = PerValue(node, 1, count) ?? throw OnnxError.At(node, "it lacks its scale; the file is damaged.");
        PlaceLayerNorm(node, node, x, axis, attributes.Float("epsilon", 1e-5f), gamma, PerValue(node, 2, count) ?? new float[count]);
    }

    /// <summary>How many values lie along the axes from one on.</summary>
    private static int Trailing(NodeProto node, ImportedTensor x, int axis)
    {
        int first = x.Unbatched ? axis : axis - 1;
        return first >= 0
            ? (int)Strides.Count(x.Dimensions.AsSpan(first))
            : throw OnnxError.At(node, "over the batch is not supported, only over axes of an image.");
    }

    /// <summary>With its last axis as channels for all that read it, so that a sum around the normalization need not bring it there once more.</summary>
    private ImportedTensor Settled(NodeProto node, ImportedTensor x, int axis) =>
        axis == x.Rank - 1 && x.Layout >= TensorLayout.Other ? Laid(node.Inputs[0], LastAxis(node, x)) : x;

    private float[]? PerValue(NodeProto node, int input, int count)
    {
        if (input >= node.Inputs.Count || node.Inputs[input].Length == 0)
            return null;

        return _constants.Find(node, input) is { Floats: { } values } && values.Length == count
            ? values
            : throw OnnxError.At(node, $"its input {input} must be a constant of {count} values in the file.");
    }

    /// <summary>Layer normalization over the axes from one on, which become the channels.</summary>
    private void PlaceLayerNorm(NodeProto node, NodeProto last, ImportedTensor x, int axis, float epsilon, float[] gamma, float[] beta)
    {
        LayerNorm layer = new(epsilon);
        int[] dimensions = x.Dimensions;
        if (axis == x.Rank - 1)
        {
            x = LastAxis(node, x);
            PlaceNorm(node, last, x, layer, gamma, beta);
            return;
        }

        Shape shape = new(gamma.Length, 1, x.Node.Shape.Size / gamma.Length);
        Node rows = Placement.Of(x).As(shape, byPixel: true);
        CountValues(node, shape);
        ImportedTensor seen = new(rows, TensorLayout.Other, View: dimensions, Unbatched: x.Unbatched);
        PlaceNorm(node, last, seen, layer, gamma, beta);
        if (!shape.IsFlat)
            Pass(last, seen with { Node = _computed[last.Outputs[0]].Node.Then(new Flatten(channelsLast: true)) });
    }

    private void PlaceNorm(NodeProto node, NodeProto last, ImportedTensor x, Normalization layer, float[] gamma, float[] beta)
    {
        Node result = x.Node.Then(layer);
        _weights.Add((layer.Gamma, gamma));
        _weights.Add((layer.Beta, beta));
        _norms[result] = (gamma, beta);
        Register(node, x with { Node = result }, last);
    }

    /// <summary>With as many groups as channels; PyTorch writes group normalization so, of an image whose groups are seen as channels.</summary>
    private void ImportInstanceNorm(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        float epsilon = new NodeAttributes(node).Float("epsilon", 1e-5f);
        int groups = x.Dimensions[0];
        bool grouped = !x.Unbatched && x.Layout == TensorLayout.Other && x.Dimensions.Length == 2 && x.Node.Shape.Channels % groups == 0;
        if (!grouped)
            x = ByChannel(node, x);

        int each = x.Node.Shape.Channels / groups;
        PlaceNorm(node, node, x, new GroupNorm(groups, epsilon), Repeated(Weight(node, 1, 1), groups), Repeated(Weight(node, 2, 1), groups));

        float[] Repeated(ConstantTensor values, int count) => values.Count == count
            ? [.. values.Floats!.SelectMany(value => Enumerable.Repeat(value, each))]
            : throw OnnxError.At(node, $"it has {values.Count} values for {count} channels.");
    }

    /// <summary>Its scale and shift are one for each channel; in operator set 18, one for each group.</summary>
    private void ImportGroupNorm(NodeProto node)
    {
        NodeAttributes attributes = new(node);
        ImportedTensor x = ByChannel(node, Computed(node, 0));
        int channels = x.Node.Shape.Channels;
        long groups = attributes.Int("num_groups", 0);
        if (groups < 1 || groups > channels || channels % groups != 0)
            throw OnnxError.At(node, $"it makes {groups} groups of {channels} channels; the file is damaged.");

        GroupNorm layer = new((int)groups, attributes.Float("epsilon", 1e-5f));
        PlaceNorm(node, node, x, layer, PerChannel(1), PerChannel(2));

        float[] PerChannel(int input)
        {
            float[] values = Weight(node, input, 1).Floats!;
            return values.Length == channels ? values
                : values.Length == groups ? [.. values.SelectMany(value => Enumerable.Repeat(value, channels / (int)groups))]
                : throw OnnxError.At(node, $"it has {values.Length} values for {channels} channels.");
        }
    }

    /// <summary>The tensor as a map whose channels are its first axis after the batch.</summary>
    private ImportedTensor ByChannel(NodeProto node, ImportedTensor x)
    {
        int[] dimensions = x.Dimensions;
        if (x.Unbatched || dimensions.Length < 2)
            throw OnnxError.At(node, $"it reads {x} where [N, C, H, W] is needed.");

        bool lies = x.Layout is TensorLayout.ChannelsFirst or TensorLayout.Row or TensorLayout.Other && x.Node.Shape.Channels == dimensions[0];
        if (lies)
            return x;

        return dimensions is [var channels, var height, var width]
            ? AsMap(node, x, new Shape(channels, height, width), TensorLayout.ChannelsFirst)
            : AsMap(node, x, new Shape(dimensions[0], 1, x.Node.Shape.Size / dimensions[0]), TensorLayout.Other) with { View = dimensions };
    }

    /// <summary>
    /// Layer normalization written out: the mean is taken off, and the rest divided by the root of the mean of its squares. Found at its first node; what is
    /// multiplied and added afterwards is taken in as it comes.
    /// </summary>
    private bool TryImportWrittenNorm(NodeProto node, ImportedTensor x, int[] axes)
    {
        int first = axes.Length == 0 ? 0 : axes[0];
        bool ofTrailing = axes.Length > 0 && first > 0 && axes.SequenceEqual(Enumerable.Range(first, x.Rank - first));
        bool ofChannels = !ofTrailing && axes is [var channel] && channel == x.ChannelAxis;
        if (!(ofTrailing || ofChannels) || WrittenNorm.Find(_graph, _constants, node) is not { } written)
            return false;

        _absorbed.UnionWith(written.Nodes);
        x = ofTrailing ? Settled(node, x, first) : x;
        int count = ofChannels ? x.Channels : Trailing(node, x, first);
        float[] gamma = [.. Enumerable.Repeat(1f, count)];
        if (ofTrailing)
            PlaceLayerNorm(written.Last, written.Last, x, first, written.Epsilon, gamma, new float[count]);
        else
            PlaceNorm(written.Last, written.Last, x, new LayerNorm(written.Epsilon), gamma, new float[count]);

        return true;
    }

    /// <summary>A scale and shift after a normalization that has none as its own and that nothing else reads; null where it has.</summary>
    private Node? TakenIn(Node node, ChannelStep step)
    {
        if (node.Layer is not Normalization norm || !_norms.TryGetValue(node, out (float[] Gamma, float[] Beta) old))
            return null;

        bool hasShift = Array.Exists(old.Beta, value => value != 0);
        if (hasShift || (step.Scale is not null && Array.Exists(old.Gamma, value => value != 1)))
            return null;

        int channels = node.Shape.Channels;
        float[] gamma = step.Scale is null ? old.Gamma : Each(step.Scale);
        float[] beta = step.Shift is null ? old.Beta : Each(step.Shift);
        Normalization layer = norm is GroupNorm group ? new GroupNorm(group.Groups, norm.Epsilon) : new LayerNorm(norm.Epsilon);
        (layer.Name, norm.Name) = (norm.Name, "");
        Node result = node.Inputs[0].Then(layer);
        _weights.Add((layer.Gamma, gamma));
        _weights.Add((layer.Beta, beta));
        _norms[result] = (gamma, beta);
        return result;

        float[] Each(float[] values) => values.Length == channels ? values : [.. Enumerable.Repeat(values[0], channels)];
    }
}
