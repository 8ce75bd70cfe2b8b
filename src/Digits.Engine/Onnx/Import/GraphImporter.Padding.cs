namespace Digits.Engine.Onnx;

/// <summary>Padding by an operator of its own: PyTorch writes one before each average pool, even of no zeros at all.</summary>
internal sealed partial class GraphImporter
{
    private void ImportPad(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        NodeAttributes attributes = new(node);
        int rank = x.Rank;
        IReadOnlyList<long>? pads = attributes.Ints("pads") ?? _constants.Find(node, 1)?.Integers;
        bool zeros = attributes.Float("value", 0f) == 0f && (node.Inputs.Count < 3 || node.Inputs[2].Length == 0 || _constants.Find(node, 2)?.Floats is [0f]);
        bool allAxes = node.Inputs.Count < 4 || node.Inputs[3].Length == 0;
        if (attributes.Text("mode", "constant") != "constant" || !zeros || !allAxes || pads is null || pads.Count != 2 * rank)
            throw OnnxError.At(node, "only constant padding by zeros is supported.");

        Padding padding = (x.Layout, pads) switch
        {
            (TensorLayout.ChannelsFirst, [0, 0, var top, var left, 0, 0, var bottom, var right]) => Of(top, left, bottom, right),
            (TensorLayout.ChannelsLast, [0, var top, var left, 0, 0, var bottom, var right, 0]) => Of(top, left, bottom, right),
            _ when pads.All(pad => pad == 0) => default,
            _ => throw OnnxError.At(node, $"padding of {string.Join(", ", pads)} around {x} is not supported, only of rows and columns."),
        };
        Pass(node, x with { Padding = padding });

        Padding Of(params ReadOnlySpan<long> sides)
        {
            foreach (long side in sides)
            {
                if (side is < 0 or > NodeAttributes.MaximumSize)
                    throw OnnxError.At(node, $"padding by {side} is not supported, only from 0 to {NodeAttributes.MaximumSize}.");
            }

            return new((int)sides[0], (int)sides[1], (int)sides[2], (int)sides[3]);
        }
    }

    /// <summary>Refuses zeros around a map where they cannot become part of a window.</summary>
    private static ImportedTensor Unpadded(NodeProto node, ImportedTensor x) => x.Padding.IsEmpty
        ? x
        : throw OnnxError.At(node, "it reads what Pad makes; only Conv and AveragePool may.");
}
