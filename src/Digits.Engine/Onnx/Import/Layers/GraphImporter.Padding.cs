namespace Digits.Engine.Onnx;

/// <summary>Padding by an operator of its own: PyTorch writes one before each average pool, even of no zeros at all.</summary>
internal sealed partial class GraphImporter
{
    private void ImportPad(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        NodeAttributes attributes = new(node);
        int rank = x.Rank;
        string mode = attributes.Text("mode", "constant");
        if (mode is not ("constant" or "" or "reflect" or "edge" or "wrap"))
            throw OnnxError.At(node, $"mode {OnnxError.Quote(mode)} is not supported; constant, reflect, edge and wrap are.");

        bool byZeros = mode is "constant" or "";
        float number = 0;
        if (byZeros && (attributes.Find("value")?.Float ?? Number(node, 2, 0f)) is not 0f and var value)
        {
            if (float.IsNaN(value))
                throw OnnxError.At(node, "padding by what is no number is not supported.");

            number = Math.Clamp(value, float.MinValue, float.MaxValue);
        }

        IReadOnlyList<long>? pads = attributes.Ints("pads") ?? _constants.Find(node, 1)?.Integers;
        if (node.Inputs.Count > 3 && node.Inputs[3].Length > 0 && pads is not null)
            pads = OfAllAxes(node, pads, _constants.Find(node, 3)?.Integers, rank);

        if (pads is null || pads.Count != 2 * rank)
            throw OnnxError.At(node, $"its pads must be {2 * rank} constants in the file, two for each axis of {x}.");

        Padding? padding = (x.Layout, pads) switch
        {
            _ when !byZeros || number != 0 || x.Unbatched || pads.Any(pad => pad < 0) => null,
            (TensorLayout.ChannelsFirst, [0, 0, var top, var left, 0, 0, var bottom, var right]) => Of(top, left, bottom, right),
            (TensorLayout.Row, [0, 0, var left, 0, 0, var right]) => Of(0, left, 0, right),
            (TensorLayout.ChannelsLast, [0, var top, var left, 0, 0, var bottom, var right, 0]) => Of(top, left, bottom, right),
            _ => null,
        };
        if (pads.All(pad => pad == 0))
            Pass(node, x);
        else if (padding is { } zeros)
            Pass(node, x with { Padding = zeros });
        else
            PadByValues(node, x, pads, mode, number);

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

    /// <summary>Pads for all axes from those for some.</summary>
    private static long[] OfAllAxes(NodeProto node, IReadOnlyList<long> pads, long[]? axes, int rank)
    {
        if (axes is null || pads.Count != 2 * axes.Length)
            throw OnnxError.At(node, "its axes must be constants in the file, with two pads for each.");

        long[] all = new long[2 * rank];
        int[] places = ShapeRules.Normalize(node, axes, rank);
        for (int i = 0; i < places.Length; i++)
            (all[places[i]], all[rank + places[i]]) = (pads[i], pads[axes.Length + i]);

        return all;
    }

    /// <summary>Zeros around a map as a layer of their own, where they cannot become part of a window.</summary>
    private ImportedTensor Unpadded(NodeProto node, ImportedTensor x)
    {
        Padding padding = x.Padding;
        if (padding.IsEmpty)
            return x;

        Node padded = x.Node.Then(new ZeroPadding2D(padding.Top, padding.Left, padding.Bottom, padding.Right));
        CountValues(node, padded.Shape);
        return x with { Node = padded, Padding = default };
    }
}
