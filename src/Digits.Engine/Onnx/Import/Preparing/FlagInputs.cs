using Google.Protobuf;

namespace Digits.Engine.Onnx;

/// <summary>Inputs besides the image that switch a model from training to use, as TensorFlow 1 had them: they are set for use.</summary>
internal static class FlagInputs
{
    /// <summary>Makes constants of them.</summary>
    /// <returns>What was assumed, a sentence each.</returns>
    internal static IReadOnlyList<string> Set(GraphProto graph)
    {
        HashSet<string> constants = [.. graph.Initializers.Select(tensor => tensor.Name)];
        ValueInfoProto[] inputs = [.. graph.Inputs.Where(input => !constants.Contains(input.Name))];
        if (inputs.Length < 2)
            return [];

        List<string> notes = [];
        foreach (ValueInfoProto input in inputs)
        {
            if (input.Type.Tensor is not { Shape: { } shape } type || !shape.Dimensions.TrueForAll(dimension => dimension.Value == 1))
                continue;

            if (type.ElementType == TensorType.Boolean)
                Fix(input, [0], "false: the model is used, not trained");
            else if (type.ElementType == TensorType.Float32 && input.Name.Contains("keep_prob", StringComparison.OrdinalIgnoreCase))
                Fix(input, BitConverter.GetBytes(1f), "1: nothing is dropped");
        }

        return notes;

        void Fix(ValueInfoProto input, byte[] value, string meaning)
        {
            TensorTypeProto type = input.Type.Tensor!;
            graph.Initializers.Add(new TensorProto
            {
                Name = input.Name,
                Type = type.ElementType,
                Dimensions = [.. type.Shape!.Dimensions.Select(_ => 1L)],
                RawData = ByteString.CopyFrom(value),
            });
            notes.Add($"Input {OnnxError.Quote(input.Name)} is taken to be {meaning}.");
        }
    }
}
