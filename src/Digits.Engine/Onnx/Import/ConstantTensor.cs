using System.Buffers.Binary;

namespace Digits.Engine.Onnx;

/// <summary>A constant with its values decoded: float32 weights, or the integers of shapes and axes.</summary>
internal sealed class ConstantTensor
{
    private ConstantTensor(int[] dimensions, float[]? floats, long[]? integers)
    {
        Dimensions = dimensions;
        Floats = floats;
        Integers = integers;
    }

    internal int[] Dimensions { get; }

    /// <summary>The values where they are float32.</summary>
    internal float[]? Floats { get; }

    /// <summary>The values where they are int32 or int64.</summary>
    internal long[]? Integers { get; }

    internal int Count => Floats?.Length ?? Integers!.Length;

    internal static ConstantTensor Of(float[] values, params int[] dimensions) => new(dimensions, values, null);

    internal static ConstantTensor Of(long[] values, params int[] dimensions) => new(dimensions, null, values);

    /// <summary>The values of a tensor in the file.</summary>
    /// <exception cref="DigitsException">The values are elsewhere, of another type, or not as many as the dimensions say.</exception>
    internal static ConstantTensor Decode(TensorProto tensor)
    {
        string title = Title(tensor);
        if (tensor.IsExternal)
            throw new InvalidInputException($"{title} keeps its values in another file; in Python, onnx.save(onnx.load(path), other) makes one file of it.");

        long count = 1;
        foreach (long size in tensor.Dimensions)
        {
            if (size is < 0 or > int.MaxValue || (count *= size) > int.MaxValue)
                throw new InvalidInputException($"{title} has impossible dimensions, {OnnxError.Join(tensor.Dimensions)}; the file is damaged.");
        }

        int[] dimensions = [.. tensor.Dimensions.Select(size => (int)size)];
        return tensor.Type switch
        {
            TensorType.Float32 => new(dimensions, Values(tensor, count, tensor.Floats, sizeof(float), BinaryPrimitives.ReadSingleLittleEndian), null),
            TensorType.Float16 => new(dimensions, Values(tensor, count, [], sizeof(ushort), ReadHalf), null),
            TensorType.Int64 => new(dimensions, null, Values(tensor, count, tensor.Int64s, sizeof(long), BinaryPrimitives.ReadInt64LittleEndian)),
            TensorType.Int32 => new(dimensions, null, Values(tensor, count, tensor.Int32s, sizeof(int), ReadInt32)),
            _ => throw new InvalidInputException(
                $"{title} is of type {tensor.Type.ToString().ToLowerInvariant()}; weights must be float32. Export the model in float32."),
        };
    }

    /// <summary>The same values under other dimensions, or null where those hold another number of values.</summary>
    internal ConstantTensor? Reshape(int[] dimensions)
    {
        long count = 1;
        foreach (int size in dimensions)
            count = Math.Min(count * size, (long)int.MaxValue + 1);

        return count == Count ? new ConstantTensor(dimensions, Floats, Integers) : null;
    }

    /// <summary>The tensor with its axes in another order: axis i of the result is axis <paramref name="order"/>[i] of this.</summary>
    internal ConstantTensor Transpose(int[] order)
    {
        int[] dimensions = [.. order.Select(axis => Dimensions[axis])];
        int[] strides = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            strides[i] = 1;
            foreach (int size in Dimensions.AsSpan(order[i] + 1))
                strides[i] *= size;
        }

        int[] sources = new int[Count];
        for (int i = 0; i < sources.Length; i++)
        {
            for (int axis = order.Length - 1, rest = i; axis >= 0; rest /= dimensions[axis--])
                sources[i] += rest % dimensions[axis] * strides[axis];
        }

        return new ConstantTensor(
            dimensions,
            Floats is null ? null : [.. sources.Select(source => Floats[source])],
            Integers is null ? null : [.. sources.Select(source => Integers[source])]);
    }

    private static float ReadHalf(ReadOnlySpan<byte> bytes) => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes);

    private static long ReadInt32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes);

    private static string Title(TensorProto tensor) => $"Tensor {OnnxError.Quote(tensor.Name)}";

    private static T[] Values<T>(TensorProto tensor, long count, List<T> list, int size, Func<ReadOnlySpan<byte>, T> decode)
    {
        ReadOnlySpan<byte> raw = tensor.RawData.Span;
        long held = raw.IsEmpty ? list.Count : raw.Length / size;
        if (held != count || (!raw.IsEmpty && raw.Length % size != 0))
        {
            string dimensions = OnnxError.Join(tensor.Dimensions);
            throw new InvalidInputException($"{Title(tensor)} of dimensions {dimensions} needs {count} values, but the file holds {held}; it is damaged.");
        }

        if (raw.IsEmpty)
            return [.. list];

        T[] values = new T[count];
        for (int i = 0; i < values.Length; i++)
            values[i] = decode(raw.Slice(i * size, size));

        return values;
    }
}
