namespace Digits.Engine.Onnx;

/// <summary>A tensor's type of values and its shape.</summary>
internal sealed class TensorTypeProto : IProtoMessage
{
    public TensorType ElementType { get; set; }

    public TensorShapeProto? Shape { get; set; }

    public void Read(ProtoReader reader)
    {
        switch (reader.Field)
        {
            case 1: ElementType = (TensorType)reader.Int32(); break;
            case 2: Shape = reader.Message<TensorShapeProto>(); break;
            default: reader.Skip(); break;
        }
    }

    public void Write(ProtoWriter writer)
    {
        writer.Int64(1, (long)ElementType);
        if (Shape is not null)
            writer.Message(2, Shape);
    }
}
