namespace Digits.Engine.Onnx;

/// <summary>Sums and the like over axes of constants.</summary>
internal static class ReductionFolding
{
    /// <summary>Takes the values along some axes together.</summary>
    /// <param name="node">The node.</param>
    /// <param name="start">What there is before the first value.</param>
    /// <param name="step">What there was and a value.</param>
    /// <param name="end">The result of what there is and the number of values.</param>
    internal static ConstantTensor Reduce(ConstantNode node, double start, Func<double, double, double> step, Func<double, int, double> end)
    {
        ConstantTensor x = node.Required(0);
        IReadOnlyList<long>? axes = node.Numbers("axes", 1);
        if (axes is null or [] && node.Attributes.Int("noop_with_empty_axes", 0) != 0)
            return x;

        HashSet<int> gone = axes is null or [] ? [.. Enumerable.Range(0, x.Rank)] : [.. ShapeRules.Normalize(node.Node, axes, x.Rank)];
        int[] kept = [.. x.Dimensions.Select((size, axis) => gone.Contains(axis) ? 1 : size)];
        node.Checked(x.Dimensions);
        int[] own = Strides.Of(kept);
        int[] places = Strides.Places(x.Dimensions, [.. own.Select((stride, axis) => gone.Contains(axis) ? 0 : stride)]);
        double[] results = new double[Strides.Count(kept)];
        int[] counts = new int[results.Length];
        Array.Fill(results, start);
        for (int i = 0; i < places.Length; i++)
        {
            results[places[i]] = step(results[places[i]], x.Integers is null ? x.Floats![i] : x.Integers[i]);
            counts[places[i]]++;
        }

        for (int i = 0; i < results.Length; i++)
            results[i] = end(results[i], counts[i]);

        int[] dimensions = node.Attributes.Int("keepdims", 1) != 0 ? kept : [.. kept.Where((_, axis) => !gone.Contains(axis))];
        ConstantTensor result = x.Integers is null
            ? ConstantTensor.Of(Array.ConvertAll(results, value => (float)value), dimensions).As(x.Type)
            : ConstantTensor.Of(Array.ConvertAll(results, value => (long)value), x.Type, dimensions);
        return result.WithBatch(x.DependsOnBatch && (result.Integers?.Any(BatchSize.IsIn) ?? true));
    }

    /// <summary>Softmax and what is like it along one axis.</summary>
    /// <param name="node">The node.</param>
    /// <param name="end">The result of a value less the greatest, and the sum of the exponentials of these.</param>
    internal static ConstantTensor Softmax(ConstantNode node, Func<double, double, double> end)
    {
        ConstantTensor x = node.Required(0);
        const int PerAxis = 13;
        int axis = node.Axis(x.Rank, node.OperatorSet >= PerAxis ? -1 : Math.Min(1, x.Rank - 1));
        if (node.OperatorSet < PerAxis && axis != x.Rank - 1)
            throw OnnxError.At(node.Node, $"axis {axis} of a constant is not supported in operator set {node.OperatorSet}; export the model with 13 or later.");

        float[] values = x.ToFloats();
        node.Checked(x.Dimensions);
        int inner = (int)Strides.Count(x.Dimensions.AsSpan(axis + 1));
        int size = x.Dimensions[axis];
        float[] results = new float[values.Length];
        for (int first = 0; first < values.Length; first += first % inner == inner - 1 ? 1 + ((size - 1) * inner) : 1)
        {
            float[] along = [.. Enumerable.Range(0, size).Select(step => values[first + (step * inner)])];
            double greatest = along.Max();
            double sum = along.Sum(value => Math.Exp(value - greatest));
            for (int step = 0; step < size; step++)
                results[first + (step * inner)] = (float)end(along[step] - greatest, sum);
        }

        return ConstantTensor.Of(results, x.Dimensions).As(x.Type).WithBatch(x.DependsOnBatch);
    }
}
