namespace Digits.Engine.Onnx;

/// <summary>The network's input as a candidate has it.</summary>
internal static class InputImport
{
    private const int Colors = 3;
    private const int WithAlpha = 4;

    /// <summary>The tensor that comes in.</summary>
    /// <param name="graph">The file's graph.</param>
    /// <param name="candidate">What the input is taken for.</param>
    /// <param name="repeatsGray">Whether an image of three or four channels is one of gray, repeated, instead of so many.</param>
    internal static ImportedTensor Read(OnnxGraph graph, InputCandidate candidate, bool repeatsGray)
    {
        string title = $"Input {OnnxError.Quote(graph.Input.Name)}";
        ImportedTensor input = candidate.Dimensions switch
        {
            [int values] when candidate.IsCanvas && (values % WithAlpha != 0 || Side(values / WithAlpha) == 0) =>
                throw new InvalidInputException($"{title} is no square of colors."),
            [int values] when candidate.IsCanvas =>
                Of(WithAlpha, Side(values / WithAlpha), Side(values / WithAlpha), TensorLayout.OtherLast) with { View = candidate.Dimensions },
            [int features] when candidate.Unbatched && IsCanvas(graph, features) => throw new InvalidInputException($"{title} is no image of one channel."),
            [int features] => Flat(features),
            [1, int features] when Side(features) > 1 => Flat(features) with { Layout = TensorLayout.Other, View = candidate.Dimensions },
            [int features, 1] when Side(features) > 1 => Flat(features) with { Layout = TensorLayout.Other, View = candidate.Dimensions },
            [int height, int width] => Of(1, height, width, TensorLayout.Plane),
            [> 1 and int height, 1, > 1 and int width] when candidate.Unbatched =>
                Of(1, height, width, TensorLayout.Other) with { View = candidate.Dimensions },
            [int a, int b, int c] when IsChannelsLast(graph, a, b, c) => Of(c, a, b, TensorLayout.ChannelsLast),
            [int a, int b, int c] => Of(a, b, c, TensorLayout.ChannelsFirst),
            _ => throw new InvalidInputException(
                $"{title} has {candidate.Dimensions.Length + 1} dimensions; images are [N, C, H, W], [N, H, W, C], [N, H, W] or [N, F]."),
        };
        return input with { Unbatched = candidate.Unbatched };

        ImportedTensor Of(int channels, int height, int width, TensorLayout layout)
        {
            if ((long)height * width > GraphImporter.MaximumPixels)
                throw new InvalidInputException($"{title} is of {height}x{width} pixels; at most {GraphImporter.MaximumPixels} pixels are supported.");

            if ((long)channels * height * width > GraphImporter.MaximumValues)
                throw new InvalidInputException($"{title} is of {channels}x{height}x{width} values; at most {GraphImporter.MaximumValues} are supported.");

            if (channels is not (Colors or WithAlpha) || !repeatsGray)
                return new ImportedTensor(Node.Input(channels, height, width), layout);

            Node gray = Node.Input(1, height, width);
            return new ImportedTensor(Node.Concatenate([.. Enumerable.Repeat(gray, channels)]), layout);
        }
    }

    /// <summary>A square number of features is an image of one channel, row after row.</summary>
    private static ImportedTensor Flat(int features)
    {
        int side = Side(features);
        Node node = side > 0 ? Node.Input(1, side, side) : Node.Input(features, 1, 1);
        return new ImportedTensor(node, TensorLayout.Flat);
    }

    /// <summary>The side of a square of so many pixels; 0 where they make none.</summary>
    private static int Side(int features)
    {
        int side = (int)Math.Sqrt(features);
        return side * side == features ? side : 0;
    }

    /// <summary>Whether the graph sees the input as a square of pixels of four bytes.</summary>
    private static bool IsCanvas(OnnxGraph graph, int features) => graph.Nodes.Any(node =>
        node.OpType == "Reshape" && node.Inputs.Count > 1 && graph.Initializer(node.Inputs[1]) is { } target
        && TensorDecoder.Decode(target).Integers is [.., var height, var width, WithAlpha] && height == width && height * width * WithAlpha == features);

    /// <summary>What the file says; or else what its first layer makes of the input; or else the look of the sizes.</summary>
    private static bool IsChannelsLast(OnnxGraph graph, int a, int b, int c)
    {
        List<DimensionProto> dimensions = graph.Input.Type.Tensor?.Shape?.Dimensions ?? [];
        if (dimensions.Count == 4 && dimensions.Exists(dimension => dimension.Denotation == DimensionProto.Channel))
            return dimensions[3].Denotation == DimensionProto.Channel;

        string tensor = graph.Input.Name;
        while (graph.Readers(tensor) is [NodeProto reader, ..] && reader.Outputs.Count > 0)
        {
            switch (reader.OpType)
            {
                case "Add" or "Sub" or "Mul" or "Div" or "Cast" or "Identity" or "QuantizeLinear" or "DequantizeLinear" or "DynamicQuantizeLinear":
                    tensor = reader.Outputs[0];
                    break;
                case "Conv" or "MaxPool" or "AveragePool" or "BatchNormalization" or "GlobalMaxPool" or "GlobalAveragePool" or "ConvInteger" or "QLinearConv":
                    return false;
                case "Transpose":
                    switch (new NodeAttributes(reader).Ints("perm"))
                    {
                        case [0, 3, 1, 2] or [2, 0, 1]: return true;
                        case [0, 2, 3, 1] or [1, 2, 0]: return false;
                        default: return LooksLast();
                    }

                default:
                    return LooksLast();
            }
        }

        return LooksLast();

        bool LooksLast() => c <= WithAlpha && c < a && c < b;
    }
}
