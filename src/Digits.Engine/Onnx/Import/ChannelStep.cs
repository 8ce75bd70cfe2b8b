namespace Digits.Engine.Onnx;

/// <summary>One arithmetic operator with a constant, channel by channel: x · scale + shift, either of which may be missing.</summary>
internal sealed record ChannelStep(float[]? Scale, float[]? Shift)
{
    /// <summary>A node as a step on a tensor, or null where it is none.</summary>
    internal static ChannelStep? Of(NodeProto node, string tensor, ImportedTensor x, ConstantTable constants)
    {
        if (node.Inputs.Count != 2 || node.Outputs.Count == 0)
            return null;

        bool constantFirst = node.Inputs[1] == tensor;
        if (constants.Find(node, constantFirst ? 0 : 1) is not { } constant)
            return null;

        if (PerChannel(constant, x.Dimensions.Length + 1, x.ChannelAxis, x.Channels) is not { } values)
            return null;

        return (node.OpType, constantFirst) switch
        {
            ("Add", _) => new(null, values),
            ("Mul", _) => new(values, null),
            ("Sub", false) => new(null, [.. values.Select(value => -value)]),
            ("Sub", true) => new([-1f], values),
            ("Div", false) => new([.. values.Select(value => 1f / value)], null),
            _ => null,
        };
    }

    /// <summary>This step and one after it as one, or null where that would round twice over: a scale joins a shift, a shift joins a scale, no more.</summary>
    internal ChannelStep? Then(ChannelStep next) => (this, next) switch
    {
        ({ Shift: null }, { Scale: null }) => new(Scale, next.Shift),
        ({ Scale: null }, { Shift: null }) => new(next.Scale, Product(Shift!, next.Scale!)),
        _ => null,
    };

    /// <summary>A constant's values for each channel of a tensor, or one for all; null where it does not vary by channel alone.</summary>
    internal static float[]? PerChannel(ConstantTensor constant, int rank, int channelAxis, int channels)
    {
        int offset = rank - constant.Dimensions.Length;
        if (constant.Floats is null || offset < 0)
            return null;

        for (int i = 0; i < constant.Dimensions.Length; i++)
        {
            if (constant.Dimensions[i] != 1 && (offset + i != channelAxis || constant.Dimensions[i] != channels))
                return null;
        }

        return constant.Floats;
    }

    private static float[] Product(float[] a, float[] b)
    {
        float[] product = new float[Math.Max(a.Length, b.Length)];
        for (int i = 0; i < product.Length; i++)
            product[i] = a[a.Length == 1 ? 0 : i] * b[b.Length == 1 ? 0 : i];

        return product;
    }
}
