namespace Digits.Engine.Onnx;

/// <summary>Constants turned into another type of numbers.</summary>
internal static class CastFolding
{
    internal static ConstantTensor Cast(ConstantNode node, ConstantTensor x, TensorType to)
    {
        if (x.Type == to)
            return x;

        node.Checked(x.Dimensions);
        ConstantTensor result = to switch
        {
            TensorType.Float32 or TensorType.Float64 => Floats(value => value),
            TensorType.Float16 => Floats(value => (float)(Half)value),
            TensorType.BFloat16 => Floats(value => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(value) & 0xFFFF0000)),
            TensorType.Int64 or TensorType.UInt64 => Integers(value => value),
            TensorType.Int32 => Integers(value => (int)value),
            TensorType.UInt32 => Integers(value => (uint)value),
            TensorType.Int16 => Integers(value => (short)value),
            TensorType.UInt16 => Integers(value => (ushort)value),
            TensorType.Int8 => Integers(value => (sbyte)value),
            TensorType.UInt8 => Integers(value => (byte)value),
            TensorType.Boolean => ConstantTensor.Of(Array.ConvertAll(x.ToFloats(), value => value != 0), x.Dimensions),
            _ => throw OnnxError.At(node.Node, $"it turns a constant into {TensorDecoder.Name(to)}, which is not supported."),
        };
        return result.WithBatch(x.DependsOnBatch);

        ConstantTensor Floats(Func<float, float> round) => ConstantTensor.Of(Array.ConvertAll(x.ToFloats(), value => round(value)), x.Dimensions).As(to);

        ConstantTensor Integers(Func<long, long> wrap) => ConstantTensor.Of(
            x.Integers is null ? Array.ConvertAll(x.Floats!, value => wrap((long)value)) : Array.ConvertAll(x.Integers, value => wrap(value)),
            to,
            x.Dimensions);
    }
}
