using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Digits.Engine.Onnx;

/// <summary>The values of a tensor in the file, of any type of numbers. Half and double precision become float32.</summary>
internal static class TensorDecoder
{
    /// <summary>The values of a tensor in the file.</summary>
    /// <exception cref="DigitsException">The values are elsewhere, no numbers, or not as many as the dimensions say.</exception>
    internal static ConstantTensor Decode(TensorProto tensor)
    {
        string title = Title(tensor);
        if (tensor.IsExternal)
        {
            throw new InvalidInputException(
                $"{title} keeps its values in another file; load the model by its path, with that file beside it, or make one file of both: in Python, "
                + "onnx.save(onnx.load(path), other).");
        }

        int[] dimensions = Dimensions(tensor);
        int count = (int)Strides.Count(dimensions);
        return tensor.Type switch
        {
            TensorType.Float32 => Floats(sizeof(float), BinaryPrimitives.ReadSingleLittleEndian, () => [.. tensor.Floats]),
            TensorType.Float64 => Floats(sizeof(double), bytes => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes), () => Narrow(tensor.Doubles)),
            TensorType.Float16 => Floats(sizeof(short), bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes), () => Bits(tensor, Half)),
            TensorType.BFloat16 => Floats(sizeof(short), bytes => BFloat(BinaryPrimitives.ReadUInt16LittleEndian(bytes)), () => Bits(tensor, BFloat)),
            TensorType.Int64 => Integers(sizeof(long), BinaryPrimitives.ReadInt64LittleEndian, tensor.Int64s),
            TensorType.UInt64 => Integers(sizeof(long), BinaryPrimitives.ReadInt64LittleEndian, tensor.UInt64s),
            TensorType.UInt32 => Integers(sizeof(int), bytes => BinaryPrimitives.ReadUInt32LittleEndian(bytes), tensor.UInt64s),
            TensorType.Int32 => Integers(sizeof(int), bytes => BinaryPrimitives.ReadInt32LittleEndian(bytes), tensor.Int32s),
            TensorType.Int16 => Integers(sizeof(short), bytes => BinaryPrimitives.ReadInt16LittleEndian(bytes), tensor.Int32s),
            TensorType.UInt16 => Integers(sizeof(short), bytes => BinaryPrimitives.ReadUInt16LittleEndian(bytes), tensor.Int32s),
            TensorType.Int8 => Integers(sizeof(byte), bytes => (sbyte)bytes[0], tensor.Int32s),
            TensorType.UInt8 => Integers(sizeof(byte), bytes => bytes[0], tensor.Int32s),
            TensorType.Boolean => Integers(sizeof(byte), bytes => bytes[0] == 0 ? 0 : 1, tensor.Int32s),
            _ => throw new InvalidInputException($"{title} is of type {Name(tensor.Type)}; weights are numbers. Export the model in float32."),
        };

        ConstantTensor Floats(int size, Read<float> decode, Func<float[]> list)
        {
            float[] values = tensor.RawData.IsEmpty ? Counted(tensor, count, list()) : FromRaw(tensor, count, size, decode);
            return ConstantTensor.Of(values, dimensions).As(tensor.Type);
        }

        ConstantTensor Integers(int size, Read<long> decode, List<long> list)
        {
            long[] values = tensor.RawData.IsEmpty ? Counted(tensor, count, list.ToArray()) : FromRaw(tensor, count, size, decode);
            return ConstantTensor.Of(values, tensor.Type, dimensions);
        }
    }

    /// <summary>Bytes of one value; 0 for what is no number.</summary>
    internal static int SizeOf(TensorType type) => type switch
    {
        TensorType.UInt8 or TensorType.Int8 or TensorType.Boolean => 1,
        TensorType.UInt16 or TensorType.Int16 or TensorType.Float16 or TensorType.BFloat16 => 2,
        TensorType.Float32 or TensorType.Int32 or TensorType.UInt32 => 4,
        TensorType.Float64 or TensorType.Int64 or TensorType.UInt64 => 8,
        _ => 0,
    };

    /// <summary>The dimensions, which together are not more than an array can hold.</summary>
    internal static int[] Dimensions(TensorProto tensor)
    {
        bool possible = tensor.Dimensions.Count <= ShapeRules.MaximumRank && tensor.Dimensions.TrueForAll(size => size is >= 0 and <= int.MaxValue);
        int[] dimensions = possible ? [.. tensor.Dimensions.Select(size => (int)size)] : [];
        return possible && Strides.Count(dimensions) >= 0
            ? dimensions
            : throw new InvalidInputException($"{Title(tensor)} has impossible dimensions, {OnnxError.Join(tensor.Dimensions)}; the file is damaged.");
    }

    internal static string Title(TensorProto tensor) => $"Tensor {OnnxError.Quote(tensor.Name)}";

    internal static string Name(TensorType type) => type.ToString().ToLowerInvariant();

    private static float[] Narrow(List<double> values) => [.. values.Select(value => (float)value)];

    private static float[] Bits(TensorProto tensor, Func<ushort, float> decode) => [.. tensor.Int32s.Select(bits => decode(unchecked((ushort)bits)))];

    private static float Half(ushort bits) => (float)BitConverter.UInt16BitsToHalf(bits);

    private static float BFloat(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    private static T[] FromRaw<T>(TensorProto tensor, int count, int size, Read<T> decode)
    {
        ReadOnlySpan<byte> raw = tensor.RawData.Span;
        if (raw.Length % size != 0 || raw.Length / size != count)
            throw Miscounted(tensor, count, raw.Length / size);

        T[] values = new T[count];
        if (values is float[] floats && tensor.Type == TensorType.Float32 && BitConverter.IsLittleEndian)
        {
            raw.CopyTo(MemoryMarshal.AsBytes(floats.AsSpan()));
            return values;
        }

        for (int i = 0; i < values.Length; i++)
            values[i] = decode(raw.Slice(i * size, size));

        return values;
    }

    private static T[] Counted<T>(TensorProto tensor, int count, T[] values) =>
        values.Length == count ? values : throw Miscounted(tensor, count, values.Length);

    private static InvalidInputException Miscounted(TensorProto tensor, int count, int held) => new(
        $"{Title(tensor)} of dimensions {OnnxError.Join(tensor.Dimensions)} needs {count} values, but the file holds {held}; it is damaged.");

    private delegate T Read<out T>(ReadOnlySpan<byte> bytes);
}
