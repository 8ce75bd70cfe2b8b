namespace Digits.Engine.Onnx;

/// <summary>Operators that take a part of a tensor: supported where the part is the whole, or channels of a picture in color.</summary>
internal sealed partial class GraphImporter
{
    private void ImportSlice(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        int[] sizes = [.. FullSizes(x).Select(size => (int)size)];
        NodeAttributes attributes = new(node);
        SliceRange[] ranges = SliceRange.Read(node, sizes, (name, input) => attributes.Ints(name) ?? _constants.Find(node, input)?.Integers);
        int[] cut = [.. Enumerable.Range(0, sizes.Length).Where(axis => !ranges[axis].IsAllOf(sizes[axis]))];
        if (cut.Length == 0)
            Pass(node, x);
        else if (cut is [var axis] && ranges[axis].Step == 1 && Part(x, axis, ranges[axis].Start, ranges[axis].Count) is { } part)
            Pass(node, part);
        else
            throw OnnxError.At(node, $"it cuts off a part of {x}, which is not supported; export the model without it.");
    }

    /// <summary>The only step of an axis of size 1, or one channel.</summary>
    private void ImportGather(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        int[] sizes = Sizes(x);
        int axis = ShapeRules.Normalize(node, [new NodeAttributes(node).Int("axis", 0)], x.Rank)[0];
        ImportedTensor? picked = _constants.Find(node, 1) is { Integers: [var place], Rank: <= 1 }
            ? sizes[axis] == 1 && place is 0 or -1 ? x : Part(x, axis, (int)Math.Clamp(place < 0 ? place + sizes[axis] : place, -1, int.MaxValue), 1)
            : null;
        if (picked is not { } part)
            throw OnnxError.At(node, $"it picks a part of {x}, which is not supported; export the model without it.");

        int[] left = Sizes(part);
        ViewAll(node, part, _constants.Find(node, 1)!.Rank == 1 ? left : [.. left.Where((_, i) => i != axis)]);
    }

    private void ImportSplit(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        if (node.Outputs.Count(output => output.Length > 0) == 1)
        {
            Pass(node, x);
            return;
        }

        NodeAttributes attributes = new(node);
        int axis = ShapeRules.Normalize(node, [attributes.Int("axis", 0)], x.Rank)[0];
        IReadOnlyList<long> counts = attributes.Ints("split") ?? _constants.Find(node, 1)?.Integers
            ?? [.. Enumerable.Repeat((long)(Sizes(x)[axis] / node.Outputs.Count), node.Outputs.Count)];
        int start = 0;
        for (int i = 0; i < node.Outputs.Count; i++)
        {
            int count = i < counts.Count ? (int)Math.Clamp(counts[i], 0, MaximumPixels) : 0;
            _computed[node.Outputs[i]] = Part(x, axis, start, count)
                ?? throw OnnxError.At(node, $"it takes {x} apart, which is not supported; export the model without it.");
            start += count;
        }
    }

    /// <summary>Some of what lies along an axis; null where it is nothing that a network has by itself.</summary>
    private ImportedTensor? Part(ImportedTensor x, int axis, int first, int count) =>
        Channels(x, axis, first, count) ?? Cut(x, axis, first, count);

    /// <summary>Some channels of a map that is a picture in color or was put together of such parts; null where there is no such map.</summary>
    private static ImportedTensor? Channels(ImportedTensor x, int axis, int first, int count) =>
        x.Layout is TensorLayout.ChannelsFirst or TensorLayout.ChannelsLast && axis == x.ChannelAxis && ChannelCut.Of(x.Node, first, count) is { } node
            ? x with { Node = node }
            : null;

}
