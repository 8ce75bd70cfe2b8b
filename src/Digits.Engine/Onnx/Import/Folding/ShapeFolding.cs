namespace Digits.Engine.Onnx;

/// <summary>Operators that give constants other dimensions, or make them of dimensions.</summary>
internal static class ShapeFolding
{
    /// <summary>The sizes of a tensor as a constant; newer operator sets may ask for a part of them.</summary>
    internal static ConstantTensor Shape(NodeAttributes attributes, long[] sizes, bool dependsOnBatch)
    {
        int start = Clamp(attributes.Int("start", 0));
        int end = Math.Max(start, Clamp(attributes.Int("end", sizes.Length)));
        long[] part = sizes[start..end];
        return ConstantTensor.Of(part, part.Length).WithBatch(dependsOnBatch && part.Any(BatchSize.IsIn));

        int Clamp(long place) => (int)Math.Clamp(place < 0 ? place + sizes.Length : place, 0, sizes.Length);
    }

    internal static ConstantTensor Reshape(ConstantNode node)
    {
        ConstantTensor x = node.Required(0);
        IReadOnlyList<long> target = node.Numbers("shape", 1) ?? throw node.Damaged("it lacks a shape");
        return Reshaped(node, x, ShapeRules.Reshape(node.Node, [.. target], x.Dimensions, node.Attributes.Int("allowzero", 0) != 0));
    }

    internal static ConstantTensor Squeeze(ConstantNode node)
    {
        ConstantTensor x = node.Required(0);
        return Reshaped(node, x, ShapeRules.Squeeze(node.Node, node.Numbers("axes", 1), x.Dimensions));
    }

    internal static ConstantTensor Unsqueeze(ConstantNode node)
    {
        ConstantTensor x = node.Required(0);
        return Reshaped(node, x, ShapeRules.Unsqueeze(node.Node, node.Numbers("axes", 1) ?? throw node.Damaged("it lacks axes"), x.Dimensions));
    }

    internal static ConstantTensor Flatten(ConstantNode node)
    {
        ConstantTensor x = node.Required(0);
        long axis = node.Attributes.Int("axis", 1);
        axis = axis < 0 ? axis + x.Rank : axis;
        if (axis < 0 || axis > x.Rank)
            throw node.Damaged($"axis {axis} is not one of {x.Rank}");

        return Reshaped(node, x, [(int)Strides.Count(x.Dimensions.AsSpan(0, (int)axis)), (int)Strides.Count(x.Dimensions.AsSpan((int)axis))]);
    }

    internal static ConstantTensor Transpose(ConstantNode node)
    {
        ConstantTensor x = node.Required(0);
        node.Checked(x.Dimensions);
        return x.Transpose(ShapeRules.Order(node.Node, x.Rank));
    }

    internal static ConstantTensor Expand(ConstantNode node)
    {
        ConstantTensor x = node.Required(0);
        int[] dimensions = Strides.Common(x.Dimensions, OfOneImage(node, node.Integers(1)))
            ?? throw node.Damaged($"{string.Join('x', x.Dimensions)} values cannot be stretched so");
        return x.Select(Strides.Stretched(x.Dimensions, node.Checked(dimensions)), dimensions);
    }

    internal static ConstantTensor Tile(ConstantNode node)
    {
        ConstantTensor x = node.Required(0);
        int[] repeats = OfOneImage(node, node.Integers(1));
        if (repeats.Length != x.Rank)
            throw node.Damaged($"it has {repeats.Length} repeats for {x.Rank} axes");

        // Each axis as two: which copy, and where in it. A copy is read again by a stride of 0.
        int[] own = Strides.Of(x.Dimensions);
        int[] dimensions = node.Checked([.. repeats.Select((repeat, axis) => checked((int)Math.Min(int.MaxValue, (long)repeat * x.Dimensions[axis])))]);
        int[] split = [.. repeats.SelectMany((repeat, axis) => new[] { repeat, x.Dimensions[axis] })];
        return x.Select(Strides.Places(split, [.. own.SelectMany(stride => new[] { 0, stride })]), dimensions);
    }

    internal static ConstantTensor Fill(ConstantNode node)
    {
        int[] dimensions = node.Checked(OfOneImage(node, node.Integers(0)));
        ConstantTensor value = node.Attributes.Tensor("value") is { } tensor ? TensorDecoder.Decode(tensor) : ConstantTensor.Of([0f]);
        return value.Count == 1
            ? value.Select(new int[Strides.Count(dimensions)], dimensions)
            : throw node.Damaged("it has not one value");
    }

    internal static ConstantTensor Range(ConstantNode node)
    {
        ConstantTensor[] ends = [.. Enumerable.Range(0, 3).Select(node.Required)];
        if (Array.Exists(ends, end => end.Count != 1 || (end.Floats is null) != (ends[0].Floats is null)))
            throw node.Damaged("its ends are not single numbers of one type");

        double[] numbers = [.. ends.Select(end => end.Integers is null ? (double)end.Floats![0] : end.Integers[0])];
        double count = Math.Max(0, Math.Ceiling((numbers[1] - numbers[0]) / numbers[2]));
        int length = node.Checked([double.IsFinite(count) ? (int)Math.Min(count, int.MaxValue) : int.MaxValue])[0];
        ConstantTensor result = ends[0].Floats is null
            ? ConstantTensor.Of([.. Enumerable.Range(0, length).Select(i => ends[0].Integers![0] + (i * ends[2].Integers![0]))], ends[0].Type, [length])
            : ConstantTensor.Of([.. Enumerable.Range(0, length).Select(i => (float)(numbers[0] + (i * numbers[2])))], length);
        return result.WithBatch(node.ReadsBatch);
    }

    internal static int[] Sizes(ConstantNode node, long[] sizes) => Array.ConvertAll(
        sizes,
        size => size is >= 0 and <= int.MaxValue ? (int)size : throw node.Damaged($"a size of {size} is not possible"));

    /// <summary>Sizes without the batch: what is the same for every image is kept for one, and whoever reads it stretches it over the batch.</summary>
    private static int[] OfOneImage(ConstantNode node, long[] sizes) => Sizes(node, Array.ConvertAll(sizes, size => size == BatchSize.Symbol ? 1 : size));

    private static ConstantTensor Reshaped(ConstantNode node, ConstantTensor x, int[] dimensions) =>
        x.Reshape(dimensions) ?? throw node.Damaged($"{x.Count} values do not fill {string.Join('x', dimensions)}");
}
