namespace Digits.Engine.Onnx;

/// <summary>Operators that take constants apart and put them together.</summary>
internal static class SelectionFolding
{
    internal static ConstantTensor Gather(ConstantNode node)
    {
        ConstantTensor x = node.Required(0);
        ConstantTensor indices = node.Required(1);
        int axis = node.Axis(x.Rank, 0);
        int size = x.Dimensions[axis];
        int[] chosen = Array.ConvertAll(node.Integers(1), index => index >= -size && index < size
            ? (int)(index < 0 ? index + size : index)
            : throw node.Damaged($"index {index} is not one of {size}"));
        int[] dimensions = node.Checked([.. x.Dimensions[..axis], .. indices.Dimensions, .. x.Dimensions[(axis + 1)..]]);
        return x.Select(Places(x, axis, chosen), dimensions);
    }

    internal static ConstantTensor Slice(ConstantNode node)
    {
        ConstantTensor x = node.Required(0);
        SliceRange[] ranges = SliceRange.Read(node.Node, x.Dimensions, node.Numbers);
        ConstantTensor result = x;
        for (int axis = 0; axis < ranges.Length; axis++)
        {
            SliceRange range = ranges[axis];
            if (range.IsAllOf(result.Dimensions[axis]))
                continue;

            int[] dimensions = [.. result.Dimensions];
            dimensions[axis] = range.Count;
            int[] places = Places(result, axis, [.. Enumerable.Range(0, range.Count).Select(i => range.Start + (i * range.Step))]);
            result = result.Select(places, node.Checked(dimensions));
        }

        return result;
    }

    internal static ConstantTensor[] Split(ConstantNode node)
    {
        ConstantTensor x = node.Required(0);
        int axis = node.Axis(x.Rank, 0);
        int[] sizes = SplitSizes(node, x.Dimensions[axis]);
        ConstantTensor[] parts = new ConstantTensor[sizes.Length];
        for (int i = 0, start = 0; i < parts.Length; start += sizes[i++])
        {
            int[] dimensions = [.. x.Dimensions];
            dimensions[axis] = sizes[i];
            parts[i] = x.Select(Places(x, axis, [.. Enumerable.Range(start, sizes[i])]), node.Checked(dimensions));
        }

        return parts;
    }

    internal static ConstantTensor Concat(ConstantNode node)
    {
        ConstantTensor[] parts = [.. Enumerable.Range(0, node.InputCount).Select(node.Required)];
        if (parts.Length == 0)
            throw node.Damaged("it joins nothing");

        int axis = node.Axis(parts[0].Rank, 0);
        int[] dimensions = [.. parts[0].Dimensions];
        long length = 0;
        foreach (ConstantTensor part in parts)
        {
            bool fits = part.Rank == dimensions.Length && (part.Floats is null) == (parts[0].Floats is null);
            for (int i = 0; fits && i < dimensions.Length; i++)
                fits = i == axis || part.Dimensions[i] == dimensions[i];

            if (!fits)
                throw node.Damaged("what it joins does not fit together");

            length += part.Dimensions[axis];
        }

        dimensions[axis] = (int)Math.Min(length, int.MaxValue);
        node.Checked(dimensions);
        int outer = (int)Strides.Count(dimensions.AsSpan(0, axis));
        return (parts[0].Floats is null
            ? ConstantTensor.Of(Joined(part => part.Integers!), parts[0].Type, dimensions)
            : ConstantTensor.Of(Joined(part => part.Floats!), dimensions).As(parts[0].Type)).WithBatch(node.ReadsBatch);

        T[] Joined<T>(Func<ConstantTensor, T[]> values)
        {
            List<T> joined = [];
            for (int row = 0; row < outer; row++)
            {
                foreach (ConstantTensor part in parts)
                {
                    int run = part.Count / outer;
                    joined.AddRange(values(part).AsSpan(row * run, run));
                }
            }

            return [.. joined];
        }
    }

    /// <summary>As the file says, or equal parts, of which the last may be smaller.</summary>
    private static int[] SplitSizes(ConstantNode node, int size)
    {
        if (node.Numbers("split", 1) is { } given)
        {
            int[] sizes = ShapeFolding.Sizes(node, [.. given]);
            return sizes.Sum(part => (long)part) == size ? sizes : throw node.Damaged($"its parts are not {size} together");
        }

        int parts = Math.Max(1, node.Node.Outputs.Count);
        int each = (size + parts - 1) / parts;
        return [.. Enumerable.Range(0, parts).Select(i => Math.Clamp(size - (i * each), 0, each))];
    }

    /// <summary>The places of some steps along an axis, for all of the others.</summary>
    private static int[] Places(ConstantTensor x, int axis, int[] chosen)
    {
        int inner = (int)Strides.Count(x.Dimensions.AsSpan(axis + 1));
        int outer = (int)Strides.Count(x.Dimensions.AsSpan(0, axis));
        int[] places = new int[outer * chosen.Length * inner];
        for (int row = 0, i = 0; row < outer; row++)
        {
            foreach (int step in chosen)
            {
                for (int j = 0; j < inner; j++)
                    places[i++] = (((row * x.Dimensions[axis]) + step) * inner) + j;
            }
        }

        return places;
    }
}
