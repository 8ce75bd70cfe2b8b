using Google.Protobuf;

namespace Digits.Engine.Onnx;

/// <summary>The bytes of a model file and what they say, short of the graph's meaning.</summary>
internal static class ModelFile
{
    /// <summary>The version of ONNX's operators that is written.</summary>
    internal const long OperatorSet = 17;

    /// <summary>Who wrote the file.</summary>
    internal const string Producer = "digits";

    private const long IrVersion = 8;

    /// <summary>The tag of <c>ir_version</c>, with which every program begins a file.</summary>
    private const byte FirstByte = 0x08;

    internal static ModelProto Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            throw new InvalidInputException("The file is empty; an ONNX model is needed.");

        bool plausible = bytes[0] == FirstByte;
        try
        {
            ModelProto model = ProtoReader.Parse<ModelProto>(ByteString.CopyFrom(bytes));
            plausible |= model.Graph is not null;
            if (model.Graph is not null && model.OperatorSets.Count > 0)
                return model;
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidDataException)
        {
            throw new InvalidInputException(Complaint(plausible), e);
        }

        throw new InvalidInputException(Complaint(plausible));
    }

    internal static byte[] Write(OnnxModel model)
    {
        ModelProto file = new()
        {
            IrVersion = IrVersion,
            ProducerName = Producer,
            Graph = new GraphExporter(model.Network).Export(model.Metadata.GetValueOrDefault(OnnxMetadata.InputRange)),
        };
        file.OperatorSets.Add(new OperatorSetIdProto { Version = OperatorSet });
        foreach ((string key, string value) in model.Metadata)
            file.Metadata.Add(new StringStringEntryProto { Key = key, Value = value });

        return ProtoWriter.ToArray(file);
    }

    private static string Complaint(bool plausible) => plausible
        ? "The ONNX file is cut short or damaged; copy or export it again."
        : "This is not an ONNX file; export the model as ONNX.";
}
