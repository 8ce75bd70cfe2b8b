using System.Buffers.Binary;
using Google.Protobuf;

namespace Digits.Engine.Onnx;

/// <summary>A constant tensor. Its values lie in <see cref="RawData"/>, little-endian, or in the list of their type.</summary>
internal sealed class TensorProto : IProtoMessage
{
    public List<long> Dimensions { get; init; } = [];

    public TensorType Type { get; set; }

    public string Name { get; set; } = "";

    public List<float> Floats { get; } = [];

    public List<long> Int32s { get; } = [];

    public List<long> Int64s { get; } = [];

    public List<double> Doubles { get; } = [];

    public List<long> UInt64s { get; } = [];

    public ByteString RawData { get; set; } = ByteString.Empty;

    /// <summary>Whether the values are in another file.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Where in another file: <c>location</c>, <c>offset</c> and <c>length</c>.</summary>
    public List<StringStringEntryProto> External { get; } = [];

    public static TensorProto Of(string name, ReadOnlySpan<long> dimensions, ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);

        return new TensorProto { Name = name, Dimensions = [.. dimensions], Type = TensorType.Float32, RawData = UnsafeByteOperations.UnsafeWrap(bytes) };
    }

    /// <summary>The nearest half-precision numbers.</summary>
    public static TensorProto OfHalf(string name, ReadOnlySpan<long> dimensions, ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(ushort)];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(i * sizeof(ushort)), (Half)values[i]);

        return new TensorProto { Name = name, Dimensions = [.. dimensions], Type = TensorType.Float16, RawData = UnsafeByteOperations.UnsafeWrap(bytes) };
    }

    public static TensorProto Of(string name, ReadOnlySpan<long> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(long)];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), values[i]);

        return new TensorProto { Name = name, Dimensions = [values.Length], Type = TensorType.Int64, RawData = UnsafeByteOperations.UnsafeWrap(bytes) };
    }

    /// <summary>One integer of 8 or 16 bits.</summary>
    public static TensorProto OfInteger(string name, TensorType type, int value)
    {
        byte[] bytes = new byte[type is TensorType.UInt8 or TensorType.Int8 ? sizeof(byte) : sizeof(short)];
        bytes[0] = unchecked((byte)value);
        if (bytes.Length > 1)
            BinaryPrimitives.WriteInt16LittleEndian(bytes, unchecked((short)value));

        return new TensorProto { Name = name, Type = type, RawData = UnsafeByteOperations.UnsafeWrap(bytes) };
    }

    /// <summary>A copy with another name; it shares the values.</summary>
    public TensorProto Renamed(string name)
    {
        TensorProto copy = (TensorProto)MemberwiseClone();
        copy.Name = name;
        return copy;
    }

    public void Read(ProtoReader reader)
    {
        switch (reader.Field)
        {
            case 1: reader.AddInt64(Dimensions); break;
            case 2: Type = (TensorType)reader.Int32(); break;
            case 4: reader.AddFloat(Floats); break;
            case 5: reader.AddInt64(Int32s); break;
            case 7: reader.AddInt64(Int64s); break;
            case 8: Name = reader.String(); break;
            case 9: RawData = reader.Bytes(); break;
            case 10: reader.AddDouble(Doubles); break;
            case 11: reader.AddUInt64(UInt64s); break;
            case 13: External.Add(reader.Message<StringStringEntryProto>()); IsExternal = true; break;
            case 14: IsExternal |= reader.Int32() == 1; break;
            default: reader.Skip(); break;
        }
    }

    public void Write(ProtoWriter writer)
    {
        writer.Int64s(1, Dimensions);
        writer.Int64(2, (long)Type);
        writer.Floats(4, Floats);
        writer.Int64s(5, Int32s);
        writer.Int64s(7, Int64s);
        writer.String(8, Name);
        if (RawData.Length > 0)
            writer.Bytes(9, RawData);

        writer.Messages(13, External);
        if (IsExternal)
            writer.Int64(14, 1);
    }
}
