namespace Digits.Engine.Onnx;

/// <summary>A set of operators and its version; an empty domain is ONNX's own.</summary>
internal sealed class OperatorSetIdProto : IProtoMessage
{
    public string Domain { get; set; } = "";

    public long Version { get; set; }

    public void Read(ProtoReader reader)
    {
        switch (reader.Field)
        {
            case 1: Domain = reader.String(); break;
            case 2: Version = reader.Int64(); break;
            default: reader.Skip(); break;
        }
    }

    public void Write(ProtoWriter writer)
    {
        writer.String(1, Domain);
        writer.Int64(2, Version);
    }
}
