namespace Digits.Engine.Onnx;

/// <summary>Nodes, the constants that they read, and what comes in and goes out.</summary>
internal sealed class GraphProto : IProtoMessage
{
    public string Name { get; set; } = "";

    public List<NodeProto> Nodes { get; } = [];

    public List<TensorProto> Initializers { get; } = [];

    public List<ValueInfoProto> Inputs { get; } = [];

    public List<ValueInfoProto> Outputs { get; } = [];

    public void Read(ProtoReader reader)
    {
        switch (reader.Field)
        {
            case 1: Nodes.Add(reader.Message<NodeProto>()); break;
            case 2: Name = reader.String(); break;
            case 5: Initializers.Add(reader.Message<TensorProto>()); break;
            case 11: Inputs.Add(reader.Message<ValueInfoProto>()); break;
            case 12: Outputs.Add(reader.Message<ValueInfoProto>()); break;
            default: reader.Skip(); break;
        }
    }

    public void Write(ProtoWriter writer)
    {
        writer.Messages(1, Nodes);
        writer.String(2, Name);
        writer.Messages(5, Initializers);
        writer.Messages(11, Inputs);
        writer.Messages(12, Outputs);
    }
}
