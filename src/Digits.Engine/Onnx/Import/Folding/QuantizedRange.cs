namespace Digits.Engine.Onnx;

/// <summary>The integers of a type that quantised values have.</summary>
internal static class QuantizedRange
{
    /// <summary>The least and the greatest, or null where no quantised value is of that type.</summary>
    internal static (long Least, long Most)? Of(TensorType type) => type switch
    {
        TensorType.UInt8 => (byte.MinValue, byte.MaxValue),
        TensorType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        TensorType.UInt16 => (ushort.MinValue, ushort.MaxValue),
        TensorType.Int16 => (short.MinValue, short.MaxValue),
        TensorType.Int32 => (int.MinValue, int.MaxValue),
        _ => null,
    };
}
