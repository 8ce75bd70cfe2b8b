namespace Digits.Engine.Onnx;

/// <summary>The network's input from what the file says of its own. Whatever batch the file has fixed is ignored: a network takes any.</summary>
internal static class InputImport
{
    private const int MaximumPixels = 1 << 16;
    private const int MaximumChannels = 1 << 20;

    internal static ImportedTensor Read(OnnxGraph graph)
    {
        ValueInfoProto info = graph.Input;
        string title = $"Input {OnnxError.Quote(info.Name)}";
        if (info.Type.Tensor is not { Shape: { } shape } type)
            throw new InvalidInputException($"{title} has no shape; export the model with a fixed image size.");

        if (type.ElementType != TensorType.Float32)
            throw new InvalidInputException($"{title} is of type {type.ElementType.ToString().ToLowerInvariant()}; only float32 is supported.");

        int[] sizes = new int[Math.Max(0, shape.Dimensions.Count - 1)];
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = shape.Dimensions[i + 1].Value switch
            {
                null => throw new InvalidInputException($"{title} has a size that is left open besides the batch; export the model with a fixed image size."),
                >= 1 and <= MaximumChannels and var size => (int)size,
                var size => throw new InvalidInputException($"{title} has a dimension of {size}; the file is damaged."),
            };
        }

        return sizes switch
        {
            [int features] => Flat(features),
            [int height, int width] => Of(1, height, width, TensorLayout.Plane),
            [int a, int b, int c] when IsChannelsLast(graph, shape.Dimensions, a, b, c) => Of(c, a, b, TensorLayout.ChannelsLast),
            [int a, int b, int c] => Of(a, b, c, TensorLayout.ChannelsFirst),
            _ => throw new InvalidInputException(
                $"{title} has {shape.Dimensions.Count} dimensions; images are [N, C, H, W], [N, H, W, C], [N, H, W] or [N, F]."),
        };

        ImportedTensor Of(int channels, int height, int width, TensorLayout layout) => (long)height * width <= MaximumPixels
            ? new ImportedTensor(Node.Input(channels, height, width), layout)
            : throw new InvalidInputException($"{title} is of {height}x{width} pixels; at most {MaximumPixels} pixels are supported.");
    }

    /// <summary>A square number of features is an image of one channel, row after row.</summary>
    private static ImportedTensor Flat(int features)
    {
        int side = (int)Math.Sqrt(features);
        Node node = side * side == features ? Node.Input(1, side, side) : Node.Input(features, 1, 1);
        return new ImportedTensor(node, TensorLayout.Flat);
    }

    /// <summary>What the file says; or else what its first layer makes of the input; or else the look of the sizes.</summary>
    private static bool IsChannelsLast(OnnxGraph graph, List<DimensionProto> dimensions, int a, int b, int c)
    {
        if (dimensions.Exists(dimension => dimension.Denotation == DimensionProto.Channel))
            return dimensions[3].Denotation == DimensionProto.Channel;

        string tensor = graph.Input.Name;
        while (graph.Readers(tensor) is [NodeProto reader, ..] && reader.Outputs.Count > 0)
        {
            switch (reader.OpType)
            {
                case "Add" or "Sub" or "Mul" or "Div" or "Cast" or "Identity":
                    tensor = reader.Outputs[0];
                    break;
                case "Conv" or "MaxPool" or "AveragePool" or "BatchNormalization" or "GlobalMaxPool" or "GlobalAveragePool":
                    return false;
                case "Transpose":
                    return new NodeAttributes(reader).Ints("perm") is [0, 3, 1, 2];
                default:
                    return c <= 4 && c < a && c < b;
            }
        }

        return c <= 4 && c < a && c < b;
    }
}
