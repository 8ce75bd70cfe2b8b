namespace Digits.Engine.Onnx;

/// <summary>The dimensions of a value.</summary>
internal sealed class TensorShapeProto : IProtoMessage
{
    public List<DimensionProto> Dimensions { get; init; } = [];

    public void Read(ProtoReader reader)
    {
        switch (reader.Field)
        {
            case 1: Dimensions.Add(reader.Message<DimensionProto>()); break;
            default: reader.Skip(); break;
        }
    }

    public void Write(ProtoWriter writer) => writer.Messages(1, Dimensions);
}
