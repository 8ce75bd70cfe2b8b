namespace Digits.Engine.Onnx;

/// <summary>Operators that change only how a tensor is seen: most of them make no layer.</summary>
internal sealed partial class GraphImporter
{
    private static readonly TensorLayout[] _layouts = Enum.GetValues<TensorLayout>();

    private void ImportFlatten(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        int axis = ShapeRules.Normalize(node, [new NodeAttributes(node).Int("axis", 1)], x.Dimensions.Length + 1)[0];
        if (axis != 1)
            throw OnnxError.At(node, $"axis {axis} is not supported, only 1.");

        // Without a name it stands for no layer of its own; see GraphExporter.
        if (node.Name.Length == 0 && (x.Layout == TensorLayout.Flat || x.Node.Shape.IsFlat))
            Pass(node, x with { Layout = TensorLayout.Flat });
        else
            PlaceFlatten(node, x);
    }

    private void ImportReshape(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        new NodeAttributes(node).Require("allowzero", 0, 0);
        long[] target = _constants.Find(node, 1)?.Integers
            ?? throw OnnxError.At(node, "its shape must be a constant in the file; export the model with a fixed image size and with constants folded.");
        if (target.Length < 2 || target[0] < -1 || (target[0] == -1 && target.AsSpan(1).Contains(-1)))
            throw OnnxError.At(node, $"the shape [{string.Join(", ", target)}] is not supported; a batch of images must stay one.");

        View(node, x, ShapeRules.Reshape(node, target.AsSpan(1), x.Dimensions));
    }

    private void ImportSqueeze(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        ViewWithBatch(node, x, ShapeRules.Squeeze(node, _constants.Axes(node), [Batch, .. x.Dimensions]));
    }

    private void ImportUnsqueeze(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        IReadOnlyList<long> axes = _constants.Axes(node) ?? throw OnnxError.At(node, "its axes must be constants in the file.");
        ViewWithBatch(node, x, ShapeRules.Unsqueeze(node, axes, [Batch, .. x.Dimensions]));
    }

    private void ImportTranspose(NodeProto node)
    {
        ImportedTensor x = MaybePadded(node, 0);
        int rank = x.Dimensions.Length + 1;
        IReadOnlyList<long> perm = new NodeAttributes(node).Ints("perm") ?? [.. Enumerable.Range(0, rank).Reverse().Select(axis => (long)axis)];
        int[] order = ShapeRules.Normalize(node, perm, rank);
        if (order.Length != rank || order[0] != 0)
            throw Unsupported();

        TensorLayout layout = (x.Layout, order) switch
        {
            (TensorLayout.ChannelsFirst, [0, 2, 3, 1]) => TensorLayout.ChannelsLast,
            (TensorLayout.ChannelsLast, [0, 3, 1, 2]) => TensorLayout.ChannelsFirst,
            _ when order.AsSpan().SequenceEqual([.. Enumerable.Range(0, rank)]) => x.Layout,
            _ => throw Unsupported(),
        };
        Pass(node, x with { Layout = layout });

        InvalidInputException Unsupported() =>
            OnnxError.At(node, $"the order {string.Join(", ", perm)} of {x} is not supported, only changes between [N, C, H, W] and [N, H, W, C].");
    }

    /// <summary>Stands for the batch where axes are counted: it is of no size that could be taken away.</summary>
    private const int Batch = -1;

    private void ViewWithBatch(NodeProto node, ImportedTensor x, int[] dimensions)
    {
        if (dimensions.Length < 2 || dimensions[0] != Batch)
            throw OnnxError.At(node, "it moves the batch away from the first axis, which is not supported.");

        View(node, x, dimensions[1..]);
    }

    /// <summary>The same values under other dimensions, as long as no value has to move.</summary>
    private void View(NodeProto node, ImportedTensor x, int[] dimensions)
    {
        foreach (TensorLayout layout in _layouts.OrderBy(layout => layout != x.Layout))
        {
            ImportedTensor view = x with { Layout = layout };
            if (view.Dimensions.AsSpan().SequenceEqual(dimensions) && CanBeSeenAs(x, layout))
            {
                Pass(node, view);
                return;
            }
        }

        if (dimensions.Length != 1)
        {
            string target = string.Join(", ", dimensions);
            throw OnnxError.At(node, $"from {x} to [N, {target}] is not supported; a map may become a vector, and lose or gain dimensions of 1.");
        }

        PlaceFlatten(node, x);
    }

    private static bool CanBeSeenAs(ImportedTensor x, TensorLayout layout) => layout == x.Layout || layout switch
    {
        TensorLayout.ChannelsFirst => x.IsChannelsFirst,
        TensorLayout.ChannelsLast => x.IsChannelsLast,
        TensorLayout.Plane => x.Node.Shape.Channels == 1,
        TensorLayout.Row => x.Node.Shape.Height == 1 && x.IsChannelsFirst,
        _ => x.Node.Shape.IsFlat,
    };

    private void PlaceFlatten(NodeProto node, ImportedTensor x) =>
        Place(node, new Flatten(x.Layout == TensorLayout.ChannelsLast), x.Node, TensorLayout.Flat);
}
