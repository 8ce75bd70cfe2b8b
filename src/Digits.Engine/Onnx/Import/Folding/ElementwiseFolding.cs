namespace Digits.Engine.Onnx;

/// <summary>Arithmetic on constants, value by value.</summary>
internal static class ElementwiseFolding
{
    /// <summary>A function of each value; integers are refused where they have none.</summary>
    internal static ConstantTensor Unary(ConstantNode node, Func<float, float> onFloats, Func<long, long>? onIntegers = null)
    {
        ConstantTensor x = node.Required(0);
        node.Checked(x.Dimensions);
        if (x.Floats is not null)
            return ConstantTensor.Of(Array.ConvertAll(x.Floats, value => onFloats(value)), x.Dimensions).As(x.Type).WithBatch(x.DependsOnBatch);

        long[] values = onIntegers is null ? throw node.Damaged("it reads integers") : Array.ConvertAll(x.Integers!, value => onIntegers(value));
        return ConstantTensor.Of(values, x.Type, x.Dimensions).WithBatch(x.DependsOnBatch);
    }

    /// <summary>A function of two values, or of as many as there are inputs, two by two.</summary>
    internal static ConstantTensor Binary(ConstantNode node, Func<float, float, float> onFloats, Func<long, long, long> onIntegers)
    {
        ConstantTensor result = node.Required(0);
        for (int i = 1; i < node.InputCount; i++)
        {
            ConstantTensor x = node.Required(i);
            (int[] dimensions, int[] a, int[] b) = Pairs(node, result, x);
            if (result.Floats is null && x.Floats is null)
            {
                long[] values = new long[a.Length];
                for (int j = 0; j < values.Length; j++)
                    values[j] = onIntegers(result.Integers![a[j]], x.Integers![b[j]]);

                result = ConstantTensor.Of(values, result.Type, dimensions);
            }
            else
            {
                (float[] left, float[] right) = (result.ToFloats(), x.ToFloats());
                float[] values = new float[a.Length];
                for (int j = 0; j < values.Length; j++)
                    values[j] = onFloats(left[a[j]], right[b[j]]);

                result = ConstantTensor.Of(values, dimensions).As(result.Floats is null ? x.Type : result.Type);
            }
        }

        return result.WithBatch(node.ReadsBatch);
    }

    internal static ConstantTensor LeakyRelu(ConstantNode node)
    {
        float slope = node.Attributes.Float("alpha", 0.01f);
        return Unary(node, x => x < 0 ? slope * x : x);
    }

    internal static ConstantTensor Mean(ConstantNode node)
    {
        ConstantTensor sum = Binary(node, (a, b) => a + b, (a, b) => a + b);
        return ConstantTensor.Of(Array.ConvertAll(sum.ToFloats(), value => value / node.InputCount), sum.Dimensions).WithBatch(sum.DependsOnBatch);
    }

    internal static ConstantTensor Compare(ConstantNode node, Func<double, double, bool> holds)
    {
        (ConstantTensor x, ConstantTensor y) = (node.Required(0), node.Required(1));
        (int[] dimensions, int[] a, int[] b) = Pairs(node, x, y);
        bool[] values = new bool[a.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = holds(Value(x, a[i]), Value(y, b[i]));

        return ConstantTensor.Of(values, dimensions).WithBatch(node.ReadsBatch);
    }

    internal static ConstantTensor Where(ConstantNode node)
    {
        (ConstantTensor condition, ConstantTensor x, ConstantTensor y) = (node.Required(0), node.Required(1), node.Required(2));
        int[]? dimensions = Strides.Common(condition.Dimensions, x.Dimensions);
        dimensions = dimensions is null ? null : Strides.Common(dimensions, y.Dimensions);
        node.Checked(dimensions ?? throw node.Damaged("its inputs do not fit together"));
        int[] c = Strides.Stretched(condition.Dimensions, dimensions);
        int[] a = Strides.Stretched(x.Dimensions, dimensions);
        int[] b = Strides.Stretched(y.Dimensions, dimensions);
        bool[] chosen = Array.ConvertAll(c, place => Value(condition, place) != 0);
        if (x.Integers is not null && y.Integers is not null)
        {
            long[] values = [.. chosen.Select((first, i) => first ? x.Integers[a[i]] : y.Integers[b[i]])];
            return ConstantTensor.Of(values, x.Type, dimensions).WithBatch(node.ReadsBatch && values.Any(BatchSize.IsIn));
        }

        (float[] left, float[] right) = (x.ToFloats(), y.ToFloats());
        return ConstantTensor.Of([.. chosen.Select((first, i) => first ? left[a[i]] : right[b[i]])], dimensions).WithBatch(node.ReadsBatch);
    }

    internal static ConstantTensor Clip(ConstantNode node)
    {
        double least = Bound("min", 1, double.NegativeInfinity);
        double most = Bound("max", 2, double.PositiveInfinity);
        return Unary(
            node,
            x => (float)Math.Min(Math.Max(x, least), most),
            x => least <= x && x <= most ? x : (long)Math.Min(Math.Max(x, least), most));

        double Bound(string name, int input, double otherwise) =>
            node.Attributes.Find(name)?.Float ?? (node.Optional(input) is { Count: 1 } bound ? Value(bound, 0) : otherwise);
    }

    private static double Value(ConstantTensor x, int place) => x.Floats is null ? x.Integers![place] : x.Floats[place];

    private static (int[] Dimensions, int[] A, int[] B) Pairs(ConstantNode node, ConstantTensor a, ConstantTensor b)
    {
        int[] dimensions = Strides.Common(a.Dimensions, b.Dimensions)
            ?? throw node.Damaged($"{string.Join('x', a.Dimensions)} and {string.Join('x', b.Dimensions)} values do not fit together");
        node.Checked(dimensions);
        return (dimensions, Strides.Stretched(a.Dimensions, dimensions), Strides.Stretched(b.Dimensions, dimensions));
    }
}
