namespace Digits.Engine.Onnx;

/// <summary>A whole file: the graph, the version of the operators, the metadata.</summary>
internal sealed class ModelProto : IProtoMessage
{
    public long IrVersion { get; set; }

    public string ProducerName { get; set; } = "";

    public GraphProto? Graph { get; set; }

    public List<OperatorSetIdProto> OperatorSets { get; } = [];

    public List<StringStringEntryProto> Metadata { get; } = [];

    public List<FunctionProto> Functions { get; } = [];

    public void Read(ProtoReader reader)
    {
        switch (reader.Field)
        {
            case 1: IrVersion = reader.Int64(); break;
            case 2: ProducerName = reader.String(); break;
            case 7: Graph = reader.Message<GraphProto>(); break;
            case 8: OperatorSets.Add(reader.Message<OperatorSetIdProto>()); break;
            case 14: Metadata.Add(reader.Message<StringStringEntryProto>()); break;
            case 25: Functions.Add(reader.Message<FunctionProto>()); break;
            default: reader.Skip(); break;
        }
    }

    public void Write(ProtoWriter writer)
    {
        writer.Int64(1, IrVersion);
        writer.String(2, ProducerName);
        if (Graph is not null)
            writer.Message(7, Graph);

        writer.Messages(25, Functions);

        // The operators' version comes last, where a field may: as no reader can do without it, a file that was cut short is always noticed.
        writer.Messages(14, Metadata);
        writer.Messages(8, OperatorSets);
    }
}
