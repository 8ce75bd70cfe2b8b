namespace Digits.Engine.Onnx;

/// <summary>An entry of the metadata.</summary>
internal sealed class StringStringEntryProto : IProtoMessage
{
    public string Key { get; set; } = "";

    public string Value { get; set; } = "";

    public void Read(ProtoReader reader)
    {
        switch (reader.Field)
        {
            case 1: Key = reader.String(); break;
            case 2: Value = reader.String(); break;
            default: reader.Skip(); break;
        }
    }

    public void Write(ProtoWriter writer)
    {
        writer.String(1, Key);
        writer.String(2, Value);
    }
}
