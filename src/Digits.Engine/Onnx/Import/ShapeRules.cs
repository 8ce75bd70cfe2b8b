namespace Digits.Engine.Onnx;

/// <summary>What shapes come of the operators that only change shapes.</summary>
internal static class ShapeRules
{
    /// <summary>No tensor of a network has more axes.</summary>
    internal const int MaximumRank = 8;

    /// <summary>Resolves ONNX's 0 (as before, unless a zero is allowed to be one) and -1 (the rest).</summary>
    /// <exception cref="DigitsException">The target does not hold as many values.</exception>
    internal static int[] Reshape(NodeProto node, ReadOnlySpan<long> target, int[] from, bool allowZero = false)
    {
        CheckRank(node, target.Length);
        long total = Product(from);
        int[] result = new int[target.Length];
        int open = -1;
        long known = 1;
        for (int i = 0; i < target.Length; i++)
        {
            if (target[i] == -1 && open < 0)
            {
                open = i;
                continue;
            }

            long size = target[i] == 0 && i < from.Length && !allowZero ? from[i] : target[i];
            if (size < 1 || size > total || (known *= size) > total)
                throw Mismatch(target);

            result[i] = (int)size;
        }

        if (open >= 0)
            result[open] = (int)(total / known);

        return Product(result) == total ? result : throw Mismatch(target);

        InvalidInputException Mismatch(ReadOnlySpan<long> shape)
        {
            string wanted = string.Join(", ", shape.ToArray().Select(size => size == BatchSize.Symbol ? "N" : $"{size}"));
            return OnnxError.At(node, $"it cannot turn {string.Join('x', from)} values into [{wanted}]; the shape of an image may change, not the batch.");
        }
    }

    /// <summary>Takes away axes of size 1.</summary>
    internal static int[] Squeeze(NodeProto node, IReadOnlyList<long>? axes, int[] from)
    {
        HashSet<int> gone = [.. axes is null ? Enumerable.Range(0, from.Length).Where(axis => from[axis] == 1) : Normalize(node, axes, from.Length)];
        return gone.All(axis => from[axis] == 1)
            ? [.. from.Where((_, axis) => !gone.Contains(axis))]
            : throw OnnxError.At(node, "it takes away an axis that is not of size 1; the file is damaged.");
    }

    /// <summary>Puts in axes of size 1.</summary>
    internal static int[] Unsqueeze(NodeProto node, IReadOnlyList<long> axes, int[] from)
    {
        CheckRank(node, from.Length + axes.Count);
        HashSet<int> added = [.. Normalize(node, axes, from.Length + axes.Count)];
        int[] result = new int[from.Length + axes.Count];
        int source = 0;
        for (int axis = 0; axis < result.Length; axis++)
            result[axis] = added.Contains(axis) || source == from.Length ? 1 : from[source++];

        return result;
    }

    /// <summary>Counts axes from the front, where ONNX allows counting from the back.</summary>
    internal static int[] Normalize(NodeProto node, IReadOnlyList<long> axes, int rank)
    {
        int[] result = new int[axes.Count];
        for (int i = 0; i < result.Length; i++)
        {
            if (axes[i] < -rank || axes[i] >= rank)
                throw OnnxError.At(node, $"axis {axes[i]} is not one of {rank}; the file is damaged.");

            result[i] = (int)(axes[i] < 0 ? axes[i] + rank : axes[i]);
        }

        return result.Distinct().Count() == result.Length ? result : throw OnnxError.At(node, "it names an axis twice; the file is damaged.");
    }

    /// <summary>The order into which Transpose brings the axes; backwards where it does not say.</summary>
    internal static int[] Order(NodeProto node, int rank) => new NodeAttributes(node).Ints("perm") switch
    {
        null => [.. Enumerable.Range(0, rank).Reverse()],
        { } order when order.Count == rank => Normalize(node, order, rank),
        _ => throw OnnxError.At(node, $"perm is not an order of {rank} axes; the file is damaged."),
    };

    private static void CheckRank(NodeProto node, int rank)
    {
        if (rank > MaximumRank)
            throw OnnxError.At(node, $"{rank} dimensions are too many; the file is damaged.");
    }

    private static long Product(int[] sizes)
    {
        long product = 1;
        foreach (int size in sizes)
            product *= size;

        return product;
    }
}
