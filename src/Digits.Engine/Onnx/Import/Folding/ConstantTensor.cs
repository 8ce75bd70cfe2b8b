namespace Digits.Engine.Onnx;

/// <summary>
/// A constant with its values: the floating-point weights as float32, or the integers of shapes and axes. Either list is shared by constants that differ
/// in their dimensions alone, and never changed.
/// </summary>
internal sealed class ConstantTensor
{
    private ConstantTensor(int[] dimensions, float[]? floats, long[]? integers)
    {
        Dimensions = dimensions;
        Floats = floats;
        Integers = integers;
    }

    internal int[] Dimensions { get; }

    /// <summary>The values where they are of a floating-point type.</summary>
    internal float[]? Floats { get; }

    /// <summary>The values where they are integers or truth values.</summary>
    internal long[]? Integers { get; }

    /// <summary>What the file has the values as.</summary>
    internal TensorType Type { get; private init; }

    /// <summary>Whether a value may follow from the size of the batch, for which <see cref="BatchSize.Symbol"/> stands.</summary>
    internal bool DependsOnBatch { get; private init; }

    internal int Count => Floats?.Length ?? Integers!.Length;

    internal int Rank => Dimensions.Length;

    internal static ConstantTensor Of(float[] values, params int[] dimensions) => new(dimensions, values, null) { Type = TensorType.Float32 };

    internal static ConstantTensor Of(long[] values, params int[] dimensions) => Of(values, TensorType.Int64, dimensions);

    internal static ConstantTensor Of(long[] values, TensorType type, int[] dimensions) => new(dimensions, null, values) { Type = type };

    internal static ConstantTensor Of(bool[] values, int[] dimensions) =>
        Of([.. values.Select(value => value ? 1L : 0L)], TensorType.Boolean, dimensions);

    /// <summary>The same values, said to be of another type of the same kind.</summary>
    internal ConstantTensor As(TensorType type) => new(Dimensions, Floats, Integers) { Type = type, DependsOnBatch = DependsOnBatch };

    /// <summary>The same values; whoever uses them learns that the batch may be in them.</summary>
    internal ConstantTensor WithBatch(bool depends) => depends == DependsOnBatch
        ? this
        : new ConstantTensor(Dimensions, Floats, Integers) { Type = Type, DependsOnBatch = depends };

    /// <summary>The values as floats, whatever they are.</summary>
    internal float[] ToFloats() => Floats ?? [.. Integers!.Select(value => (float)value)];

    /// <summary>The same values under other dimensions, or null where those hold another number of values.</summary>
    internal ConstantTensor? Reshape(int[] dimensions) => Strides.Count(dimensions) == Count
        ? new ConstantTensor(dimensions, Floats, Integers) { Type = Type, DependsOnBatch = DependsOnBatch }
        : null;

    /// <summary>The tensor with its axes in another order: axis i of the result is axis <paramref name="order"/>[i] of this.</summary>
    internal ConstantTensor Transpose(int[] order)
    {
        int[] strides = Strides.Of(Dimensions);
        int[] dimensions = [.. order.Select(axis => Dimensions[axis])];
        return Select(Strides.Places(dimensions, [.. order.Select(axis => strides[axis])]), dimensions);
    }

    /// <summary>The values at some places, under new dimensions.</summary>
    internal ConstantTensor Select(int[] places, int[] dimensions)
    {
        float[]? floats = Floats is null ? null : Array.ConvertAll(places, place => Floats[place]);
        long[]? integers = Integers is null ? null : Array.ConvertAll(places, place => Integers[place]);

        // Whoever takes the channels from a shape leaves the batch behind.
        bool depends = DependsOnBatch && (integers is null || integers.Any(BatchSize.IsIn));
        return new ConstantTensor(dimensions, floats, integers) { Type = Type, DependsOnBatch = depends };
    }
}
