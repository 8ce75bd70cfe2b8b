namespace Digits.Engine.Onnx;

/// <summary>One operator with the names of the tensors it reads and makes; an empty name stands for an optional tensor left out.</summary>
internal sealed class NodeProto : IProtoMessage
{
    public List<string> Inputs { get; init; } = [];

    public List<string> Outputs { get; init; } = [];

    public string Name { get; set; } = "";

    public string OpType { get; set; } = "";

    public string Domain { get; set; } = "";

    public List<AttributeProto> Attributes { get; init; } = [];

    public void Read(ProtoReader reader)
    {
        switch (reader.Field)
        {
            case 1: Inputs.Add(reader.String()); break;
            case 2: Outputs.Add(reader.String()); break;
            case 3: Name = reader.String(); break;
            case 4: OpType = reader.String(); break;
            case 5: Attributes.Add(reader.Message<AttributeProto>()); break;
            case 7: Domain = reader.String(); break;
            default: reader.Skip(); break;
        }
    }

    public void Write(ProtoWriter writer)
    {
        writer.Strings(1, Inputs);
        writer.Strings(2, Outputs);
        writer.String(3, Name);
        writer.String(4, OpType);
        writer.Messages(5, Attributes);
        writer.String(7, Domain);
    }
}
