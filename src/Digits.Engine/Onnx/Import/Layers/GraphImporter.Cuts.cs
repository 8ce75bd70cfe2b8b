namespace Digits.Engine.Onnx;

/// <summary>Operators that take parts of a tensor: nothing moves where the part is the whole, or channels of a picture in color.</summary>
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
        {
            Pass(node, x);
            return;
        }

        if (cut is [var only] && ranges[only].Step == 1 && Part(x, only, ranges[only].Start, ranges[only].Count) is { } part)
        {
            Pass(node, part);
            return;
        }

        int[] kept = [.. Enumerable.Range(0, x.Node.Shape.Size)];
        x = WithoutBatch(x);
        int[] dimensions = [.. x.Dimensions];
        foreach (int axis in cut)
        {
            SliceRange range = ranges[axis];
            int place = AxisOf(node, x, axis).Axis;
            if (range.Count == 0)
                throw OnnxError.At(node, $"it leaves nothing of {x}; the file is damaged.");

            int[] along = Along(dimensions, place, [.. Enumerable.Range(0, range.Count).Select(i => range.Start + (i * range.Step))]);
            kept = Array.ConvertAll(along, i => kept[i]);
            dimensions[place] = range.Count;
        }

        Move(node, x, kept, dimensions);
    }

    /// <summary>Steps of an axis, by constants.</summary>
    private void ImportGather(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        int[] sizes = Sizes(x);
        int axis = ShapeRules.Normalize(node, [new NodeAttributes(node).Int("axis", 0)], x.Rank)[0];
        if (_constants.Find(node, 1) is not { Integers: { Length: > 0 } places } indices)
            throw OnnxError.At(node, "its indices must be constants in the file.");

        ImportedTensor? picked = indices is { Integers: [var place], Rank: <= 1 }
            ? sizes[axis] == 1 && place is 0 or -1 ? x : Part(x, axis, (int)Math.Clamp(place < 0 ? place + sizes[axis] : place, -1, int.MaxValue), 1)
            : null;
        if (picked is { } part)
        {
            int[] left = Sizes(part);
            ViewAll(node, part, indices.Rank == 1 ? left : [.. left.Where((_, i) => i != axis)]);
            return;
        }

        (ImportedTensor whole, int along) = AxisOf(node, x, axis);
        int[] dimensions = whole.Dimensions;
        int size = dimensions[along];
        int[] chosen = Array.ConvertAll(places, index => index >= -size && index < size
            ? (int)(index < 0 ? index + size : index)
            : throw OnnxError.At(node, $"index {index} is not one of {size}; the file is damaged."));
        int[] result = [.. dimensions[..along], .. indices.Dimensions, .. dimensions[(along + 1)..]];
        CheckSize(node, result);
        Move(node, whole, Along(dimensions, along, chosen), result);
    }

    private void ImportSplit(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        NodeAttributes attributes = new(node);
        int axis = ShapeRules.Normalize(node, [attributes.Int("axis", 0)], x.Rank)[0];
        int size = Sizes(x)[axis];
        int each = (size + node.Outputs.Count - 1) / node.Outputs.Count;
        IReadOnlyList<long> counts = attributes.Ints("split") ?? _constants.Find(node, 1)?.Integers
            ?? [.. Enumerable.Range(0, node.Outputs.Count).Select(i => (long)Math.Clamp(size - (i * each), 0, each))];
        if (node.Outputs.Count == 1 && counts is [var all] && all == size)
        {
            Pass(node, x);
            return;
        }

        (ImportedTensor whole, int along) = AxisOf(node, x, axis);
        if (counts.Count != node.Outputs.Count || counts.Any(count => count < 1 || count > size) || counts.Sum() != size)
            throw OnnxError.At(node, $"its parts ({OnnxError.Join(counts)}) are not {size} together; the file is damaged.");

        int start = 0;
        for (int i = 0; i < node.Outputs.Count; i++)
        {
            int count = (int)counts[i];
            if (node.Outputs[i].Length > 0)
            {
                if (Part(x, axis, start, count) is { } part)
                    _computed[node.Outputs[i]] = part;
                else
                    Move(node, whole, Along(whole.Dimensions, along, [.. Enumerable.Range(start, count)]), Cut(whole.Dimensions, along, count), output: i);
            }

            start += count;
        }

        static int[] Cut(int[] dimensions, int axis, int count)
        {
            int[] cut = [.. dimensions];
            cut[axis] = count;
            return cut;
        }
    }

    /// <summary>Some of what lies along an axis, where a network has it by itself; else null.</summary>
    private ImportedTensor? Part(ImportedTensor x, int axis, int first, int count) =>
        Channels(x, axis, first, count) ?? PartOfSteps(x, axis, first, count);

    /// <summary>Some channels of a map that is a picture in color or was put together of such parts; null where there is no such map.</summary>
    private static ImportedTensor? Channels(ImportedTensor x, int axis, int first, int count) =>
        x.Layout is TensorLayout.ChannelsFirst or TensorLayout.ChannelsLast && axis == x.ChannelAxis && ChannelCut.Of(x.Node, first, count) is { } node
            ? x with { Node = node }
            : null;
}
