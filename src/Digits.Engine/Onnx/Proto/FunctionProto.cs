namespace Digits.Engine.Onnx;

/// <summary>An operator that the file itself defines by nodes, as PyTorch's newer exporters write.</summary>
internal sealed class FunctionProto : IProtoMessage
{
    public string Name { get; set; } = "";

    public string Domain { get; set; } = "";

    public List<string> Inputs { get; init; } = [];

    public List<string> Outputs { get; init; } = [];

    public List<NodeProto> Nodes { get; init; } = [];

    /// <summary>Attributes with the values that they have where a caller gives none.</summary>
    public List<AttributeProto> Defaults { get; } = [];

    public void Read(ProtoReader reader)
    {
        switch (reader.Field)
        {
            case 1: Name = reader.String(); break;
            case 4: Inputs.Add(reader.String()); break;
            case 5: Outputs.Add(reader.String()); break;
            case 7: Nodes.Add(reader.Message<NodeProto>()); break;
            case 10: Domain = reader.String(); break;
            case 11: Defaults.Add(reader.Message<AttributeProto>()); break;
            default: reader.Skip(); break;
        }
    }

    public void Write(ProtoWriter writer)
    {
        writer.String(1, Name);
        writer.Strings(4, Inputs);
        writer.Strings(5, Outputs);
        writer.Messages(7, Nodes);
        writer.String(10, Domain);
        writer.Messages(11, Defaults);
    }
}
