namespace Digits.Engine.Onnx;

/// <summary>A named setting of an operator.</summary>
internal sealed class AttributeProto : IProtoMessage
{
    public string Name { get; set; } = "";

    public AttributeType Type { get; set; }

    public float Float { get; set; }

    public long Int { get; set; }

    public string Text { get; set; } = "";

    public TensorProto? Tensor { get; set; }

    public GraphProto? Graph { get; set; }

    public List<float> Floats { get; init; } = [];

    public List<long> Ints { get; init; } = [];

    public List<string> Texts { get; init; } = [];

    /// <summary>Within a function: the name of the caller's attribute that stands here.</summary>
    public string Reference { get; set; } = "";

    public static AttributeProto Of(string name, long value) => new() { Name = name, Type = AttributeType.Int, Int = value };

    public static AttributeProto Of(string name, float value) => new() { Name = name, Type = AttributeType.Float, Float = value };

    public static AttributeProto Of(string name, params ReadOnlySpan<long> values) => new() { Name = name, Type = AttributeType.Ints, Ints = [.. values] };

    /// <summary>A copy with another name; it shares the value.</summary>
    public AttributeProto Renamed(string name)
    {
        AttributeProto copy = (AttributeProto)MemberwiseClone();
        copy.Name = name;
        copy.Reference = "";
        return copy;
    }

    public void Read(ProtoReader reader)
    {
        switch (reader.Field)
        {
            case 1: Name = reader.String(); break;
            case 2: Float = reader.Float(); break;
            case 3: Int = reader.Int64(); break;
            case 4: Text = reader.String(); break;
            case 5: Tensor = reader.Message<TensorProto>(); break;
            case 6: Graph = reader.Message<GraphProto>(); break;
            case 7: reader.AddFloat(Floats); break;
            case 8: reader.AddInt64(Ints); break;
            case 9: Texts.Add(reader.String()); break;
            case 20: Type = (AttributeType)reader.Int32(); break;
            case 21: Reference = reader.String(); break;
            default: reader.Skip(); break;
        }
    }

    public void Write(ProtoWriter writer)
    {
        writer.String(1, Name);
        switch (Type)
        {
            case AttributeType.Float: writer.Float(2, Float); break;
            case AttributeType.Int: writer.Int64(3, Int); break;
            case AttributeType.String: writer.String(4, Text); break;
            case AttributeType.Tensor: writer.Message(5, Tensor!); break;
            case AttributeType.Graph: writer.Message(6, Graph!); break;
            case AttributeType.Floats: writer.Floats(7, Floats); break;
            case AttributeType.Ints: writer.Int64s(8, Ints); break;
            case AttributeType.Strings: writer.Strings(9, Texts); break;
        }

        writer.Int64(20, (long)Type);
        writer.String(21, Reference);
    }
}
