namespace Digits.Engine.Onnx;

/// <summary>Integers that stand for real numbers: real = (integer - zero point) · scale, with one of each, or one for each step of an axis.</summary>
internal static class QuantizationFolding
{
    internal static ConstantTensor Dequantize(ConstantNode node) => Dequantize(
        node, node.Required(0), node.Required(1), node.Optional(2), node.Attributes.Int("axis", 1), node.Attributes.Int("block_size", 0));

    /// <summary>The real numbers that integers stand for.</summary>
    internal static ConstantTensor Dequantize(ConstantNode node, ConstantTensor x, ConstantTensor scale, ConstantTensor? zero, long axis, long block = 0)
    {
        if (x.Integers is null || scale.Floats is null || (zero is not null && zero.Integers is null))
            throw OnnxError.At(node.Node, "it widens what is no integer, which is not supported; export the model without quantisation.");

        node.Checked(x.Dimensions);
        Func<int, int> step = Steps(node, x, scale, zero, axis, block);
        float[] values = new float[x.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = (x.Integers[i] - (zero is null ? 0 : zero.Integers![zero.Count == 1 ? 0 : step(i)])) * scale.Floats[step(i)];

        return ConstantTensor.Of(values, x.Dimensions);
    }

    /// <summary>The integers that stand for real numbers best.</summary>
    internal static ConstantTensor Quantize(ConstantNode node)
    {
        (ConstantTensor x, ConstantTensor scale) = (node.Required(0), node.Required(1));
        ConstantTensor? zero = node.Optional(2);
        if (x.Floats is null || scale.Floats is null || (zero is not null && zero.Integers is null))
            throw OnnxError.At(node.Node, "it rounds what is no real number, which is not supported; export the model without quantisation.");

        TensorType type = zero?.Type ?? (TensorType)node.Attributes.Int("output_dtype", (long)TensorType.UInt8);
        (long least, long most) = QuantizedRange.Of(type) ?? throw OnnxError.At(node.Node, $"it rounds to {TensorDecoder.Name(type)}, which is not supported.");
        node.Checked(x.Dimensions);
        Func<int, int> step = Steps(node, x, scale, zero, node.Attributes.Int("axis", 1), node.Attributes.Int("block_size", 0));
        long[] values = new long[x.Count];
        for (int i = 0; i < values.Length; i++)
        {
            float rounded = MathF.Round(x.Floats[i] / scale.Floats[step(i)], MidpointRounding.ToEven);
            long point = zero is null ? 0 : zero.Integers![zero.Count == 1 ? 0 : step(i)];
            values[i] = (long)Math.Clamp((double)rounded + point, least, most);
        }

        return ConstantTensor.Of(values, type, x.Dimensions);
    }

    /// <summary>Which of the scales holds for each value.</summary>
    private static Func<int, int> Steps(ConstantNode node, ConstantTensor x, ConstantTensor scale, ConstantTensor? zero, long axis, long block)
    {
        if (block != 0)
            throw OnnxError.At(node.Node, $"it has a scale for each {block} values, which is not supported, only one for all or one for each channel.");

        if (zero is not null && zero.Count != 1 && zero.Count != scale.Count)
            throw node.Damaged($"it has {zero.Count} zero points for {scale.Count} scales");

        if (scale.Count == 1)
            return _ => 0;

        int along = ShapeRules.Normalize(node.Node, [axis], x.Rank)[0];
        int size = x.Dimensions[along];
        if (size != scale.Count)
            throw node.Damaged($"it has {scale.Count} scales for {size} channels");

        int inner = (int)Strides.Count(x.Dimensions.AsSpan(along + 1));
        return i => i / inner % size;
    }
}
