namespace Digits.Engine.Onnx;

/// <summary>One dimension: a number, or a name where it is free; and, by ONNX's "dimension denotation", what it counts.</summary>
internal sealed class DimensionProto : IProtoMessage
{
    public const string Batch = "DATA_BATCH";
    public const string Channel = "DATA_CHANNEL";
    public const string Feature = "DATA_FEATURE";

    /// <summary>The size, or null where it is free.</summary>
    public long? Value { get; set; }

    public string Parameter { get; set; } = "";

    public string Denotation { get; set; } = "";

    public void Read(ProtoReader reader)
    {
        switch (reader.Field)
        {
            case 1: Value = reader.Int64(); break;
            case 2: Parameter = reader.String(); break;
            case 3: Denotation = reader.String(); break;
            default: reader.Skip(); break;
        }
    }

    public void Write(ProtoWriter writer)
    {
        if (Value is { } value)
            writer.Int64(1, value);

        writer.String(2, Parameter);
        writer.String(3, Denotation);
    }
}
