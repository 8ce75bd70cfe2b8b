using Google.Protobuf;

namespace Digits.Engine.Onnx;

/// <summary>The bytes of a model file and what they say, short of the graph's meaning.</summary>
internal static class ModelFile
{
    /// <summary>Who wrote the file.</summary>
    internal const string Producer = "digits";

    /// <summary>The tag of <c>ir_version</c>, with which every program begins a file.</summary>
    private const byte FirstByte = 0x08;

    internal static ModelProto Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            throw new InvalidInputException("The file is empty; an ONNX model is needed.");

        if (Other(bytes) is { } other)
            throw new InvalidInputException($"This is not an ONNX file but {other}.");

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

    internal static byte[] Write(OnnxModel model, OnnxSaveOptions options)
    {
        if (options.OperatorSet is < OnnxSaveOptions.OldestOperatorSet or > OnnxSaveOptions.NewestOperatorSet)
        {
            throw new InvalidInputException(
                $"Operator set {options.OperatorSet} of ONNX cannot be written; "
                + $"{OnnxSaveOptions.OldestOperatorSet} to {OnnxSaveOptions.NewestOperatorSet} can.");
        }

        ModelProto file = new()
        {
            IrVersion = IrVersionOf(options.OperatorSet),
            ProducerName = Producer,
            Graph = new GraphExporter(model.Network, options).Export(model.Metadata.GetValueOrDefault(OnnxMetadata.InputRange)),
        };
        file.OperatorSets.Add(new OperatorSetIdProto { Version = options.OperatorSet });
        foreach ((string key, string value) in model.Metadata)
            file.Metadata.Add(new StringStringEntryProto { Key = key, Value = value });

        return ProtoWriter.ToArray(file);
    }

    /// <summary>The version of the file's own format that came with a set of operators, and that programs of its time read.</summary>
    private static long IrVersionOf(int operatorSet) => operatorSet switch
    {
        <= 14 => 7,
        <= 18 => 8,
        <= 20 => 9,
        _ => 10,
    };

    /// <summary>What else a file of that name often is, and what to do.</summary>
    private static string? Other(ReadOnlySpan<byte> bytes) => bytes switch
    {
        _ when bytes.StartsWith("version https://git-lfs"u8) => "a pointer to one; fetch the model with git lfs pull",
        [(byte)'P', (byte)'K', 3, 4, ..] => "a ZIP archive; unpack it, or export the model as ONNX if PyTorch saved it so",
        [0x1F, 0x8B, ..] => "packed by gzip; unpack it",
        _ => null,
    };

    private static string Complaint(bool plausible) => plausible
        ? "The ONNX file is cut short or damaged; copy or export it again."
        : "This is not an ONNX file; export the model as ONNX.";
}
