namespace Digits.Engine.Onnx;

/// <summary>The name, type and shape of the graph's input or output.</summary>
internal sealed class ValueInfoProto : IProtoMessage
{
    public string Name { get; set; } = "";

    public TypeProto Type { get; set; } = new();

    public string DocString { get; set; } = "";

    public void Read(ProtoReader reader)
    {
        switch (reader.Field)
        {
            case 1: Name = reader.String(); break;
            case 2: Type = reader.Message<TypeProto>(); break;
            case 3: DocString = reader.String(); break;
            default: reader.Skip(); break;
        }
    }

    public void Write(ProtoWriter writer)
    {
        writer.String(1, Name);
        writer.Message(2, Type);
        writer.String(3, DocString);
    }
}
