namespace Digits.Engine.Onnx;

/// <summary>The type of a value; of its kinds only the tensor is known here.</summary>
internal sealed class TypeProto : IProtoMessage
{
    public TensorTypeProto? Tensor { get; set; }

    public void Read(ProtoReader reader)
    {
        switch (reader.Field)
        {
            case 1: Tensor = reader.Message<TensorTypeProto>(); break;
            default: reader.Skip(); break;
        }
    }

    public void Write(ProtoWriter writer)
    {
        if (Tensor is not null)
            writer.Message(1, Tensor);
    }
}
