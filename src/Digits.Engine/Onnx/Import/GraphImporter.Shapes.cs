namespace Digits.Engine.Onnx;

/// <summary>Operators that change only how a tensor is seen: most of them make no layer.</summary>
internal sealed partial class GraphImporter
{
    private static readonly TensorLayout[] _layouts = Enum.GetValues<TensorLayout>();

    private void ImportFlatten(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        long axis = new NodeAttributes(node).Int("axis", 1);
        axis = axis < 0 ? axis + x.Rank : axis;
        if (axis < 0 || axis > x.Rank)
            throw OnnxError.At(node, $"axis {axis} is not one of {x.Rank}; the file is damaged.");

        if (axis != 1 || x.Unbatched)
        {
            int[] sizes = Sizes(x);
            ViewAll(node, x, [Product(sizes.AsSpan(0, (int)axis)), Product(sizes.AsSpan((int)axis))]);
            return;
        }

        // Without a name it stands for no layer of its own; see GraphExporter.
        if (node.Name.Length == 0 && (x.Layout == TensorLayout.Flat || x.Node.Shape.IsFlat))
            Pass(node, x with { Layout = TensorLayout.Flat, View = null });
        else
            PlaceFlatten(node, x);

        static int Product(ReadOnlySpan<int> sizes)
        {
            int product = 1;
            foreach (int size in sizes)
                product *= size;

            return product;
        }
    }

    private void ImportReshape(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        NodeAttributes attributes = new(node);
        long[] target = attributes.Ints("shape")?.ToArray() ?? _constants.Find(node, 1)?.Integers
            ?? throw OnnxError.At(node, "its shape depends on more than sizes, which is not supported; export the model with a fixed image size.");
        bool allowZero = attributes.Int("allowzero", 0) != 0;
        bool batched = !x.Unbatched && target.Length > 1 && target[0] >= -1 && !(target[0] == -1 && target.AsSpan(1).Contains(-1));
        if (batched && (!IsSingle || Fits()))
            View(node, x, ShapeRules.Reshape(node, target.AsSpan(1), x.Dimensions, allowZero));
        else if (IsSingle)
            ViewAll(node, x, ShapeRules.Reshape(node, target, Sizes(x), allowZero));
        else
            throw OnnxError.At(node, $"the shape [{string.Join(", ", target)}] is not supported; a batch of images must stay one.");

        // Whether a batch of one is followed by all values of the image.
        bool Fits()
        {
            long count = target.Skip(1).Select((size, i) => size == 0 && i < x.Dimensions.Length ? x.Dimensions[i] : size).Aggregate(1L, Multiplied);
            return target[0] is 0 or 1 or -1 && (count == x.Node.Shape.Size || (count < 0 && x.Node.Shape.Size % count == 0));
        }

        static long Multiplied(long product, long size) => Math.Clamp(product, -int.MaxValue, int.MaxValue) * Math.Clamp(size, -int.MaxValue, int.MaxValue);
    }

    private void ImportSqueeze(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        ViewAll(node, x, ShapeRules.Squeeze(node, _constants.Axes(node), Sizes(x)));
    }

    private void ImportUnsqueeze(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        IReadOnlyList<long> axes = _constants.Axes(node) ?? throw OnnxError.At(node, "its axes must be constants in the file.");
        ViewAll(node, x, ShapeRules.Unsqueeze(node, axes, Sizes(x)));
    }

    private void ImportTranspose(NodeProto node)
    {
        ImportedTensor x = MaybePadded(node, 0);
        int[] order = ShapeRules.Order(node, x.Rank);
        int first = x.Unbatched ? 0 : 1;
        int[] rest = [.. order.Skip(first).Select(axis => axis - first)];
        ImportedTensor? turned = (x.Layout, rest) switch
        {
            _ when !x.Unbatched && order[0] != 0 => null,
            (TensorLayout.ChannelsFirst, [1, 2, 0]) => x with { Layout = TensorLayout.ChannelsLast },
            (TensorLayout.ChannelsLast, [2, 0, 1]) => x with { Layout = TensorLayout.ChannelsFirst },
            (TensorLayout.ChannelsFirst, [2, 0, 1]) when x.Node.Layer is Reshape { ChannelsLast: false } => PixelByPixel(x),
            (TensorLayout.Other, [1, 0]) when x.View![0] == x.Node.Shape.Channels => x with { Layout = TensorLayout.OtherLast, View = [x.View[1], x.View[0]] },
            (TensorLayout.OtherLast, [1, 0]) when x.View![1] == x.Node.Shape.Channels => x.Node.Shape.Height == 1
                ? x with { Layout = TensorLayout.Row, View = null }
                : x with { Layout = TensorLayout.Other, View = [x.View[1], x.View[0]] },
            _ => null,
        };
        int[] sizes = Sizes(x);
        int[] moved = [.. order.Where(axis => sizes[axis] != 1)];
        if (turned is { } result)
            Pass(node, result);
        else if (moved.SequenceEqual(moved.Order()) && x.Padding.IsEmpty)
            ViewAll(node, x, [.. order.Select(axis => sizes[axis])]);
        else
            MoveAxes(node, x, order);
    }

    /// <summary>A vector seen as <c>[H, W, C]</c> that is turned to a map: its values went pixel after pixel.</summary>
    private static ImportedTensor PixelByPixel(ImportedTensor x)
    {
        Node reshaped = x.Node;
        Shape seen = reshaped.Shape;
        Reshape layer = new(seen.Width, seen.Channels, seen.Height, channelsLast: true);
        (layer.Name, reshaped.Layer!.Name) = (reshaped.Layer.Name, "");
        return new ImportedTensor(reshaped.Inputs[0].Then(layer), TensorLayout.ChannelsFirst, Unbatched: x.Unbatched);
    }

    /// <summary>Whether the file was made for a single image, so that the batch's axis is one of size 1 like any other.</summary>
    private bool IsSingle => _input.Batch == 1;

    /// <summary>Stands for the batch where axes are counted: it is of no size that could be taken away.</summary>
    private const int Batch = -1;

    /// <summary>All dimensions that the file sees, with the batch's.</summary>
    private int[] Sizes(ImportedTensor x) => x.Unbatched ? x.Dimensions : [IsSingle ? 1 : Batch, .. x.Dimensions];

    /// <summary>The same values under other dimensions, the batch's among them.</summary>
    private void ViewAll(NodeProto node, ImportedTensor x, int[] dimensions)
    {
        if (dimensions.Length > (IsSingle ? 1 : 0) && dimensions[0] == (IsSingle ? 1 : Batch))
            View(node, x with { Unbatched = false }, dimensions[1..]);
        else if (IsSingle)
            View(node, x with { Unbatched = true }, dimensions);
        else
            throw OnnxError.At(node, "it moves the batch away from the first axis, which is not supported.");
    }

    /// <summary>The same values under other dimensions, as long as no value has to move.</summary>
    private void View(NodeProto node, ImportedTensor x, int[] dimensions)
    {
        foreach (TensorLayout layout in _layouts.OrderBy(layout => layout != x.Layout))
        {
            ImportedTensor view = x with { Layout = layout, View = layout == x.Layout ? x.View : null };
            if ((view.View is not null || layout < TensorLayout.Other) && view.Dimensions.AsSpan().SequenceEqual(dimensions) && CanBeSeenAs(x, layout))
            {
                Pass(node, view);
                return;
            }
        }

        if (dimensions.Length == 0)
            Pass(node, new ImportedTensor(x.Vector(), TensorLayout.Other, View: [], Unbatched: x.Unbatched));
        else if (dimensions.Length == 1)
            PlaceFlatten(node, x);
        else if (!x.Unbatched && x.Node.Shape.IsFlat && dimensions.Length == 3 && dimensions.Count(size => size > 1) > 1)
            Place(node, new Reshape(dimensions[0], dimensions[1], dimensions[2]), x.Vector(), TensorLayout.ChannelsFirst);
        else if (x.IsChannelsFirst)
            Pass(node, x with { Layout = TensorLayout.Other, View = dimensions });
        else if (dimensions[^1] == x.Node.Shape.Channels || (IsSingle && KeepsPixels(x, dimensions)))
            Pass(node, x with { Layout = TensorLayout.OtherLast, View = dimensions });
        else
            Register(node, x.As(x.Vector(), dimensions), node);
    }

    /// <summary>Whether the last axes hold the channels of one pixel.</summary>
    private static bool KeepsPixels(ImportedTensor x, int[] dimensions)
    {
        int axis = dimensions.Length;
        int product = 1;
        while (axis > 0 && product < x.Node.Shape.Channels)
            product *= dimensions[--axis];

        return product == x.Node.Shape.Channels;
    }

    private static bool CanBeSeenAs(ImportedTensor x, TensorLayout layout) => layout == x.Layout || layout switch
    {
        TensorLayout.ChannelsFirst => x.IsChannelsFirst,
        TensorLayout.ChannelsLast => x.IsChannelsLast,
        TensorLayout.Plane => x.Node.Shape.Channels == 1,
        TensorLayout.Row => x.Node.Shape.Height == 1 && x.IsChannelsFirst,
        _ => x.Node.Shape.IsFlat,
    };

    private void PlaceFlatten(NodeProto node, ImportedTensor x)
    {
        Flatten layer = new(x.Layout is TensorLayout.ChannelsLast or TensorLayout.OtherLast);
        Register(node, new ImportedTensor(x.Node.Then(layer), TensorLayout.Flat, Unbatched: x.Unbatched), node);
    }
}
