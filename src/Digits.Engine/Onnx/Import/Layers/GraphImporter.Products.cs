namespace Digits.Engine.Onnx;

/// <summary>Products of computed tensors, and what they stand for.</summary>
internal sealed partial class GraphImporter
{
    /// <summary>Mul of two computed tensors: an activation function that is written as a product, a gate, or a product and no more.</summary>
    private void ImportProduct(NodeProto node)
    {
        ImportedTensor a = Computed(node, 0);
        ImportedTensor b = Computed(node, 1);
        if (a.Layout == b.Layout && a.Unbatched == b.Unbatched && a.Node.Shape == b.Node.Shape && a.Dimensions.AsSpan().SequenceEqual(b.Dimensions))
        {
            if (ActivationPatterns.OfProduct(a.Node, b.Node) is (Activation function, { } x))
                Register(node, a with { Node = x.Then(function) }, node);
            else
                Register(node, a with { Node = Node.Multiply(a.Node, b.Node) }, node);
        }
        else if (Gate(a, b) is { } second)
        {
            Register(node, a with { Node = Node.Multiply(a.Node, second) }, node);
        }
        else if (Gate(b, a) is { } first)
        {
            Register(node, b with { Node = Node.Multiply(b.Node, first) }, node);
        }
        else
        {
            (ImportedTensor like, Node[] parts) = Alike(node);
            Register(node, like with { Node = Node.Multiply(parts[0], parts[1]) }, node);
        }

        static Node? Gate(ImportedTensor map, ImportedTensor gate)
        {
            bool alike = map.Layout == gate.Layout && map.Layout is TensorLayout.ChannelsFirst or TensorLayout.ChannelsLast or TensorLayout.Row;
            int channels = map.Node.Shape.Channels;
            if (alike && gate.Node.Shape == new Shape(channels))
                return gate.Node;

            // A vector that the file has put upright.
            return map.Layout == TensorLayout.ChannelsFirst && gate.Dimensions is [var values, 1, 1] && values == channels ? gate.Vector() : null;
        }
    }

    /// <summary>Sub of two computed tensors.</summary>
    private void ImportDifference(NodeProto node)
    {
        (ImportedTensor like, Node[] parts) = PartsAlike(node);
        Register(node, like with { Node = Node.Add(parts[0], parts[1].Then(new Affine([-1f], _noShift))) }, node);
    }

    /// <summary>Div of two computed tensors.</summary>
    private void ImportQuotient(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        if (ActivationPatterns.IsSoftsign(x.Node, Computed(node, 1).Node))
            Place(node, new Softsign(), x);
        else
            Finish(node, "Mul", node.Inputs[0], Write(node, "Reciprocal", node.Inputs[1]));
    }

    private const string OverBatch = "The model takes the images of a batch together; here each is taken by itself, as in a batch of one.";

    /// <summary>The mean, sum or maximum of each channel's map; of the channels it may be a part of a softmax.</summary>
    private void ImportReduction(NodeProto node, bool maximum, bool sum = false)
    {
        if (Part(node, 0) is not null && TryImportSoftmaxSum(node))
            return;

        ImportedTensor x = Computed(node, 0);
        NodeAttributes attributes = new(node);
        IReadOnlyList<long>? given = _constants.Axes(node) is { Count: > 0 } some ? some : null;
        if (given is null && attributes.Int("noop_with_empty_axes", 0) != 0)
        {
            Pass(node, x);
            return;
        }

        if (node.Inputs.Count > 1 && IsComputed(node.Inputs[1]))
            throw OnnxError.At(node, "its axes must be constants in the file.");

        if (given is [var only] && _input.KeepsBatch && ShapeRules.Normalize(node, [only], x.Rank)[0] == 0 && Sizes(x)[0] == 1)
            throw OnnxError.At(node, "over the batch is not supported, only over axes of an image.");

        int[] axes = given is null ? [] : [.. ShapeRules.Normalize(node, given, x.Rank).Order()];
        bool keeps = attributes.Int("keepdims", 1) != 0;

        if (!maximum && !sum && keeps && TryImportWrittenNorm(node, x, axes))
            return;

        // What may become a softmax has its axis as channels.
        if ((maximum || sum) && keeps && axes is [var last] && last == x.Rank - 1 && x.Layout >= TensorLayout.Other)
            x = Laid(node.Inputs[0], LastAxis(node, x));

        bool rows = (x.Layout, axes) is (TensorLayout.ChannelsFirst, [2]) or (TensorLayout.ChannelsLast, [1]);
        bool columns = (x.Layout, axes) is (TensorLayout.ChannelsFirst, [3]) or (TensorLayout.ChannelsLast, [2]);
        if (IsOfWholeMap(x, axes))
            PlaceGlobalPool(node, x, maximum, sum, keeps);
        else if (!x.Unbatched && !sum && (rows || columns) && (keeps || x.Layout == TensorLayout.ChannelsFirst))
            PlaceReduction(node, x, rows ? new Window2D(x.Node.Shape.Height, 1) : new Window2D(1, x.Node.Shape.Width), maximum, keeps);
        else if (!maximum && axes is [var channel] && channel == x.ChannelAxis && x.Layout is TensorLayout.ChannelsFirst or TensorLayout.ChannelsLast)
            PlaceChannelSum(node, x, sum, keeps);
        else if (maximum && axes is [var axis] && axis == x.ChannelAxis && MayStartSoftmax(node) && TryImportSoftmaxSum(node))
            return;
        else
            PlaceReduction(node, x, given is null ? [.. Enumerable.Range(0, x.Rank)] : axes, maximum, sum, keeps);
    }

    /// <summary>Whether the greatest value is only taken away, perhaps after its axis is put back.</summary>
    private bool MayStartSoftmax(NodeProto node) =>
        _graph.Readers(node.Outputs[0]) is { Count: > 0 } readers
        && readers.All(reader => reader.OpType is "Sub" or "Unsqueeze" or "Reshape" or "Expand" or "Identity");

    /// <summary>The mean or sum of a map's channels, pixel by pixel, as a convolution: a picture in color becomes gray.</summary>
    private void PlaceChannelSum(NodeProto node, ImportedTensor x, bool sum, bool keeps)
    {
        int channels = x.Node.Shape.Channels;
        Conv2D layer = new(1, new Window2D(1, 1), bias: false);
        Register(node, new ImportedTensor(x.Node.Then(layer), keeps ? x.Layout : TensorLayout.Plane, Unbatched: x.Unbatched), node);
        _weights.Add((layer.Weight, [.. Enumerable.Repeat(sum ? 1f : 1f / channels, channels)]));
    }

    /// <summary>Over any axes: what they hold becomes the pixels of a map whose channels are the others.</summary>
    private void PlaceReduction(NodeProto node, ImportedTensor x, int[] axes, bool maximum, bool sum, bool keeps)
    {
        x = WithoutBatch(x);
        int[] dimensions = x.Dimensions;
        int first = x.Unbatched ? 0 : 1;
        HashSet<int> gone = [.. axes.Select(axis => axis - first)];
        bool ofAll = gone.Count(axis => axis >= 0) == dimensions.Length;
        if (ofAll && gone.Remove(-1))
        {
            Note(OverBatch);
            keeps = true;
        }

        if (gone.Contains(-1))
            throw OnnxError.At(node, "over the batch is not supported, only over axes of an image.");

        int[] order = [.. Enumerable.Range(0, dimensions.Length).OrderBy(gone.Contains)];
        int[] strides = Strides.Of(dimensions);
        int channels = dimensions.Where((_, axis) => !gone.Contains(axis)).Aggregate(1, (product, size) => product * size);
        Shape shape = new(channels, 1, x.Node.Shape.Size / channels);
        Placement placement = Placement.Of(x).Select(Strides.Places([.. order.Select(axis => dimensions[axis])], [.. order.Select(axis => strides[axis])]));
        CountValues(node, shape);
        Node result = placement.As(shape).Then(maximum ? new GlobalMaxPool2D() : new GlobalAveragePool2D());
        if (sum && shape.Pixels > 1)
            result = result.Then(new Affine([shape.Pixels], _noShift));

        int[] left = keeps ? [.. dimensions.Select((size, axis) => gone.Contains(axis) ? 1 : size)] : [.. dimensions.Where((_, axis) => !gone.Contains(axis))];
        ImportedTensor reduced = left.Length == 1
            ? new ImportedTensor(result, TensorLayout.Flat, Unbatched: x.Unbatched)
            : new ImportedTensor(result, TensorLayout.Other, View: left, Unbatched: x.Unbatched);
        Register(node, Rebatched(reduced), node);
    }

    private static bool IsOfWholeMap(ImportedTensor x, int[] axes) => (x.Layout, axes) switch
    {
        (TensorLayout.OtherLast, [0]) when x.Unbatched => x.View is [_, 1, var channels] && channels == x.Node.Shape.Channels,
        _ when x.Unbatched => false,
        (TensorLayout.ChannelsFirst, [2, 3]) or (TensorLayout.ChannelsLast, [1, 2]) or (TensorLayout.Row, [2]) => true,
        (TensorLayout.Other, [2]) => x.View is [var channels, _] && channels == x.Node.Shape.Channels,
        (TensorLayout.OtherLast, [1]) => x.View is [_, var channels] && channels == x.Node.Shape.Channels,
        _ => false,
    };

    private void PlaceGlobalPool(NodeProto node, ImportedTensor x, bool maximum, bool sum, bool keeps)
    {
        Node result = x.Node.Then(maximum ? new GlobalMaxPool2D() : new GlobalAveragePool2D());
        if (sum && x.Node.Shape.Pixels > 1)
            result = result.Then(new Affine([x.Node.Shape.Pixels], _noShift));

        int channels = result.Shape.Channels;
        ImportedTensor pooled = !keeps ? new ImportedTensor(result, TensorLayout.Flat)
            : x.View is null ? new ImportedTensor(result, x.Layout)
            : new ImportedTensor(result, x.Layout, View: x.Layout == TensorLayout.Other ? [channels, 1] : [1, channels]);
        Register(node, pooled, node);
    }

    private void PlaceReduction(NodeProto node, ImportedTensor x, Window2D window, bool maximum, bool keeps)
    {
        Node result = x.Node.Then(maximum ? new MaxPool2D(window) : new AveragePool2D(window));
        Shape shape = result.Shape;
        ImportedTensor reduced = keeps ? new ImportedTensor(result, x.Layout)
            : shape.Height == 1 ? new ImportedTensor(result, TensorLayout.Row)
            : new ImportedTensor(result, TensorLayout.Other, View: [shape.Channels, shape.Height]);
        Register(node, reduced, node);
    }
}
