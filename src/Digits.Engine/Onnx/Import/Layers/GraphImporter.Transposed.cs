namespace Digits.Engine.Onnx;

/// <summary>ConvTranspose: a convolution of a map with zeros between its pixels and around them, by the kernels turned over.</summary>
internal sealed partial class GraphImporter
{
    private void ImportConvTranspose(NodeProto node)
    {
        ImportedTensor x = Map(node, 0);
        if (x.Layout != TensorLayout.ChannelsFirst)
            throw OnnxError.At(node, "it is supported along rows and columns only, [N, C, H, W].");

        NodeAttributes attributes = new(node);
        ConstantTensor weight = Weight(node, 1, 4);
        Shape map = x.Node.Shape;
        long groups = attributes.Int("group", 1);
        int[] kernel = weight.Dimensions[2..];
        if (groups < 1 || weight.Dimensions[0] != map.Channels || map.Channels % groups != 0)
            throw OnnxError.At(node, $"its weights are for {weight.Dimensions[0]} channels in {groups} groups, but it reads {map.Channels}.");

        int[] strides = attributes.Sizes("strides", 2, 1, [1, 1]);
        int[] dilations = attributes.Sizes("dilations", 2, 1, [1, 1]);
        int[] more = attributes.Sizes("output_padding", 2, 0, [0, 0]);
        int[] pads = TransposedPads(node, map, kernel, strides, dilations, more);
        int[] rows = Spread(map.Height, 0);
        int[] columns = Spread(map.Width, 1);
        int[] dimensions = [map.Channels, rows.Length, columns.Length];
        if (rows.Length == 0 || columns.Length == 0)
            throw OnnxError.At(node, $"it leaves nothing of {x}.");

        CheckSize(node, dimensions);
        int[] chosen = [.. from channel in Enumerable.Range(0, map.Channels) from row in rows from column in columns
                           select row < 0 || column < 0 ? -1 : (((channel * map.Height) + row) * map.Width) + column];
        string spread = NameOf(node);
        Move(new NodeProto { OpType = node.OpType, Name = node.Name, Inputs = node.Inputs, Outputs = [spread] }, x, chosen, dimensions);
        string turned = Constant(node, TurnedOver(weight, (int)groups));
        List<AttributeProto> settings = [AttributeProto.Of("group", groups), AttributeProto.Of("dilations", [dilations[0], dilations[1]])];
        Write(node, "Conv", [spread, turned, .. node.Inputs.Skip(2)], node.Outputs[0], settings);

        // For each place along an axis the pixel that stands there, or -1 for a zero; a padding beyond the kernel's reach cuts pixels off.
        int[] Spread(int size, int axis)
        {
            int reach = dilations[axis] * (kernel[axis] - 1);
            int count = ((size - 1) * strides[axis]) + 1 + (2 * reach) - pads[axis] - pads[axis + 2] + more[axis];
            int first = reach - pads[axis];
            if (count > MaximumPixels)
                throw OnnxError.At(node, $"it makes {count} pixels in a row, which is more than is supported.");

            return [.. Enumerable.Range(0, Math.Max(count, 0)).Select(i => i - first).Select(place =>
                place >= 0 && place % strides[axis] == 0 && place / strides[axis] < size ? place / strides[axis] : -1)];
        }
    }

    /// <summary>What is cut off at each side, or would be put there where it is below zero: as the file says, or as the size that it asks for needs.</summary>
    private static int[] TransposedPads(NodeProto node, Shape map, int[] kernel, int[] strides, int[] dilations, int[] more)
    {
        NodeAttributes attributes = new(node);
        string rule = attributes.Text("auto_pad", "NOTSET");
        int[]? asked = attributes.Ints("output_shape") is null ? null : attributes.Sizes("output_shape", 2, 1);
        if (asked is null && rule is not ("SAME_UPPER" or "SAME_LOWER"))
            return attributes.Sizes("pads", 4, 0, [0, 0, 0, 0]);

        int[] pads = new int[4];
        for (int axis = 0; axis < 2; axis++)
        {
            int size = axis == 0 ? map.Height : map.Width;
            int wanted = asked?[axis] ?? (size * strides[axis]);
            int total = (strides[axis] * (size - 1)) + more[axis] + ((kernel[axis] - 1) * dilations[axis]) + 1 - wanted;
            int less = Math.Max(total, 0) / 2;
            (pads[axis], pads[axis + 2]) = rule == "SAME_UPPER" || total < 0 ? (less, total - less) : (total - less, less);
        }

        return pads;
    }

    /// <summary>Kernels <c>[C, M / groups, h, w]</c> as those of a convolution, <c>[M, C / groups, h, w]</c>, turned over.</summary>
    private static ConstantTensor TurnedOver(ConstantTensor weight, int groups)
    {
        int[] from = weight.Dimensions;
        (int each, int filters, int height, int width) = (from[0] / groups, from[1], from[2], from[3]);
        float[] values = new float[weight.Count];
        int place = 0;
        for (int filter = 0; filter < groups * filters; filter++)
        {
            for (int channel = 0; channel < each; channel++)
            {
                int source = ((((filter / filters * each) + channel) * filters) + (filter % filters)) * height * width;
                for (int last = (height * width) - 1; last >= 0; last--)
                    values[place++] = weight.Floats![source + last];
            }
        }

        return ConstantTensor.Of(values, groups * filters, each, height, width);
    }
}
