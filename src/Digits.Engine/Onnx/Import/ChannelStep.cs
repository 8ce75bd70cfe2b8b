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

        if (Aligned(constant, node, x) is not { } aligned || Values(aligned, x) is not { } values)
            return null;

        return (node.OpType, constantFirst) switch
        {
            ("Add", _) => new(null, values),
            ("Mul", _) => new(values, null),
            ("Sub", false) => new(null, [.. values.Select(value => -value)]),
            ("Sub", true) => new([-1f], values),
            ("Div", false) when constant.Floats is not null => new([.. values.Select(value => 1f / value)], null),
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
        if (constant.DependsOnBatch || offset < 0)
            return null;

        for (int i = 0; i < constant.Dimensions.Length; i++)
        {
            if (constant.Dimensions[i] != 1 && (offset + i != channelAxis || constant.Dimensions[i] != channels))
                return null;
        }

        return constant.ToFloats();
    }

    /// <summary>A constant as one number where all of its values are the same, as when a number was stretched over an image.</summary>
    internal static float[]? Same(ConstantTensor constant, ImportedTensor x)
    {
        bool fits = Strides.Common(constant.Dimensions, [1, .. x.Dimensions]) is { } common && common.AsSpan().SequenceEqual([1, .. x.Dimensions]);
        return fits && !constant.DependsOnBatch && constant.Floats is [var first, ..] all && Array.TrueForAll(all, value => value == first) ? [first] : null;
    }

    /// <summary>Before operator set 7, a constant's axes may be laid from a given one of the tensor's on.</summary>
    private static ConstantTensor? Aligned(ConstantTensor constant, NodeProto node, ImportedTensor x)
    {
        NodeAttributes attributes = new(node);
        if (attributes.Int("broadcast", 0) == 0 || attributes.Find("axis") is not { } axis)
            return constant;

        long after = x.Rank - axis.Int - constant.Rank;
        return after is >= 0 and < ShapeRules.MaximumRank ? constant.Reshape([.. constant.Dimensions, .. Enumerable.Repeat(1, (int)after)]) : null;
    }

    /// <summary>A constant's values for each channel; for a vector that the file sees under other dimensions, the constant is stretched over them.</summary>
    internal static float[]? Values(ConstantTensor constant, ImportedTensor x)
    {
        if ((PerChannel(constant, x.Rank, x.ChannelAxis, x.Channels) ?? Same(constant, x)) is { } values)
            return values;

        int[] dimensions = x.Dimensions;
        int surplus = constant.Rank - dimensions.Length;
        bool hasBatch = surplus == 1 && constant.Dimensions[0] == 1;
        if (!x.Node.Shape.IsFlat || constant.DependsOnBatch || (surplus > 0 && !hasBatch))
            return null;

        int[] own = hasBatch ? constant.Dimensions[1..] : constant.Dimensions;
        if (Strides.Common(own, dimensions) is not { } common || !common.AsSpan().SequenceEqual(dimensions))
            return null;

        float[] all = constant.ToFloats();
        return Array.ConvertAll(Strides.Stretched(own, dimensions), place => all[place]);
    }

    private static float[] Product(float[] a, float[] b)
    {
        float[] product = new float[Math.Max(a.Length, b.Length)];
        for (int i = 0; i < product.Length; i++)
            product[i] = a[a.Length == 1 ? 0 : i] * b[b.Length == 1 ? 0 : i];

        return product;
    }
}
