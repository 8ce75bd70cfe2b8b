namespace Digits.Engine.Onnx;

/// <summary>Tensors of which the batch is not the first axis for a while, as attention has it that takes queries, keys and values from one product.</summary>
internal sealed partial class GraphImporter
{
    /// <summary>Such tensors with the batch first, and where the file has it.</summary>
    private readonly Dictionary<string, (ImportedTensor X, int Axis)> _aside = new(StringComparer.Ordinal);

    /// <summary>Axes in an order that moves the batch away from the first.</summary>
    private void PutAside(NodeProto node, ImportedTensor x, int[] order)
    {
        int axis = Array.IndexOf(order, 0);
        NodeProto batchFirst = Like(node, node.Inputs[0], AttributeProto.Of("perm", [0, .. order.Where(place => place != 0).Select(place => (long)place)]));
        _computed[node.Inputs[0]] = x;
        ImportTranspose(batchFirst);
        Keep(node.Outputs[0], axis);
    }

    /// <summary>What is done to such a tensor is done to it with the batch first; false where the node reads none or does more than to take it apart.</summary>
    private bool TryImportAside(NodeProto node)
    {
        if (node.Inputs.Count == 0 || !_aside.TryGetValue(node.Inputs[0], out (ImportedTensor X, int Axis) aside))
            return false;

        (ImportedTensor x, int batch) = aside;
        string source = node.Inputs[0] + ":batch first";
        _computed[source] = x;
        NodeAttributes attributes = new(node);
        switch (node.OpType)
        {
            case "Split":
                ImportSplit(Like(node, source, AttributeProto.Of("axis", Ahead(Axis()))));
                foreach (string output in node.Outputs.Where(output => output.Length > 0))
                    Keep(output, batch);

                return true;
            case "Gather" when _constants.Find(node, 1) is { Rank: 0 }:
                long axis = Axis();
                ImportGather(Like(node, source, AttributeProto.Of("axis", Ahead(axis))));
                Keep(node.Outputs[0], axis < batch ? batch - 1 : batch);
                return true;
            case "Squeeze" when _constants.Axes(node) is { } axes:
                int[] gone = ShapeRules.Normalize(node, axes, x.Rank);
                ImportSqueeze(Like(node, source, AttributeProto.Of("axes", [.. gone.Select(place => Ahead(place))])));
                Keep(node.Outputs[0], batch - gone.Count(place => place < batch));
                return true;
            case "Transpose":
                int[] order = ShapeRules.Order(node, x.Rank);
                ImportTranspose(Like(node, source, AttributeProto.Of("perm", [0, .. order.Where(place => place != batch).Select(place => Ahead(place))])));
                Keep(node.Outputs[0], Array.IndexOf(order, batch));
                return true;
            default:
                throw OnnxError.At(node, Missing(node.Inputs[0]));
        }

        long Axis() => ShapeRules.Normalize(node, [attributes.Int("axis", 0)], x.Rank)[0];

        // With the batch first, those before it stand one place further on.
        long Ahead(long place) => place == batch ? 0 : place < batch ? place + 1 : place;
    }

    private void Keep(string output, int batch)
    {
        if (batch == 0)
            return;

        _aside[output] = (_computed[output], batch);
        _computed.Remove(output);
    }

    private static NodeProto Like(NodeProto node, string source, AttributeProto attribute) => new()
    {
        OpType = node.OpType,
        Name = node.Name,
        Inputs = [source, .. node.Inputs.Skip(1)],
        Outputs = node.Outputs,
        Attributes = [.. node.Attributes.Where(other => other.Name != attribute.Name), attribute],
    };
}
