using Google.Protobuf;

namespace Digits.Engine.Onnx;

/// <summary>
/// Reads one message, field by field. Whatever does not hold together is an <see cref="InvalidProtocolBufferException"/> or an
/// <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class ProtoReader
{
    /// <summary>Messages inside one another; a model with functions and branches has some twenty. Hostile files nest until the stack ends.</summary>
    private const int MaximumDepth = 64;

    private readonly CodedInputStream _input;
    private readonly int _depth;
    private uint _tag;

    private ProtoReader(ByteString bytes, int depth)
    {
        _input = bytes.CreateCodedInput();
        _depth = depth;
    }

    /// <summary>The number of the field that the reader stands at.</summary>
    internal int Field => WireFormat.GetTagFieldNumber(_tag);

    internal static T Parse<T>(ByteString bytes)
        where T : IProtoMessage, new() => Parse<T>(bytes, depth: 0);

    internal void Skip() => _input.SkipLastField();

    internal long Int64() => Is(WireFormat.WireType.Varint)._input.ReadInt64();

    internal int Int32() => Is(WireFormat.WireType.Varint)._input.ReadInt32();

    internal float Float() => Is(WireFormat.WireType.Fixed32)._input.ReadFloat();

    internal string String() => Is(WireFormat.WireType.LengthDelimited)._input.ReadString();

    internal ByteString Bytes() => Is(WireFormat.WireType.LengthDelimited)._input.ReadBytes();

    internal T Message<T>()
        where T : IProtoMessage, new() => Parse<T>(Bytes(), _depth + 1);

    /// <summary>One number, or a run of them packed together.</summary>
    internal void AddInt64(List<long> values) => Add(values, WireFormat.WireType.Varint, input => input.ReadInt64());

    /// <inheritdoc cref="AddInt64" />
    internal void AddUInt64(List<long> values) => Add(values, WireFormat.WireType.Varint, input => unchecked((long)input.ReadUInt64()));

    /// <inheritdoc cref="AddInt64" />
    internal void AddDouble(List<double> values) => Add(values, WireFormat.WireType.Fixed64, input => input.ReadDouble());

    /// <inheritdoc cref="AddInt64" />
    internal void AddFloat(List<float> values) => Add(values, WireFormat.WireType.Fixed32, input => input.ReadFloat());

    private static T Parse<T>(ByteString bytes, int depth)
        where T : IProtoMessage, new()
    {
        if (depth > MaximumDepth)
            throw new InvalidDataException($"Messages lie more than {MaximumDepth} deep in one another.");

        T message = new();
        ProtoReader reader = new(bytes, depth);
        while ((reader._tag = reader._input.ReadTag()) != 0)
            message.Read(reader);

        return message;
    }

    private void Add<T>(List<T> values, WireFormat.WireType single, Func<CodedInputStream, T> read)
    {
        if (WireFormat.GetTagWireType(_tag) == single)
        {
            values.Add(read(_input));
            return;
        }

        CodedInputStream packed = Bytes().CreateCodedInput();
        while (!packed.IsAtEnd)
            values.Add(read(packed));
    }

    private ProtoReader Is(WireFormat.WireType expected) => WireFormat.GetTagWireType(_tag) == expected
        ? this
        : throw new InvalidDataException($"Field {Field} is {WireFormat.GetTagWireType(_tag)}, not {expected}.");
}
