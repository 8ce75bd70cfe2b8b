using Google.Protobuf;

namespace Digits.Engine.Onnx;

/// <summary>Writes one message, field by field, in the order of the calls: the same calls give the same bytes.</summary>
internal sealed class ProtoWriter : IDisposable
{
    private readonly MemoryStream _stream = new();
    private readonly CodedOutputStream _output;

    private ProtoWriter() => _output = new CodedOutputStream(_stream, leaveOpen: true);

    public void Dispose()
    {
        _output.Dispose();
        _stream.Dispose();
    }

    internal static byte[] ToArray(IProtoMessage message)
    {
        using ProtoWriter writer = new();
        message.Write(writer);
        writer._output.Flush();
        return writer._stream.ToArray();
    }

    internal void Int64(int field, long value)
    {
        _output.WriteTag(field, WireFormat.WireType.Varint);
        _output.WriteInt64(value);
    }

    internal void Int64s(int field, IEnumerable<long> values)
    {
        foreach (long value in values)
            Int64(field, value);
    }

    internal void Float(int field, float value)
    {
        _output.WriteTag(field, WireFormat.WireType.Fixed32);
        _output.WriteFloat(value);
    }

    internal void Floats(int field, IEnumerable<float> values)
    {
        foreach (float value in values)
            Float(field, value);
    }

    /// <summary>Nothing where the text is empty, which is what a reader takes an absent field for.</summary>
    internal void String(int field, string value)
    {
        if (value.Length > 0)
            StringEvenEmpty(field, value);
    }

    internal void Strings(int field, IEnumerable<string> values)
    {
        foreach (string value in values)
            StringEvenEmpty(field, value);
    }

    internal void Bytes(int field, ByteString value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteBytes(value);
    }

    internal void Message(int field, IProtoMessage message) => Bytes(field, UnsafeByteOperations.UnsafeWrap(ToArray(message)));

    internal void Messages(int field, IEnumerable<IProtoMessage> messages)
    {
        foreach (IProtoMessage message in messages)
            Message(field, message);
    }

    private void StringEvenEmpty(int field, string value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteString(value);
    }
}
