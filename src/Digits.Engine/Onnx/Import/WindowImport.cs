namespace Digits.Engine.Onnx;

/// <summary>The window of a convolution or a pool from its attributes.</summary>
internal static class WindowImport
{
    /// <summary>A window over a tensor; the zeros that lie around that become part of it.</summary>
    internal static Window2D Read(NodeProto node, ImportedTensor x, int[]? kernel = null)
    {
        (int height, int width) = PaddedSize(x);
        NodeAttributes attributes = new(node);
        int[] size = attributes.Sizes("kernel_shape", 2, 1, kernel);
        if (kernel is not null && !size.AsSpan().SequenceEqual(kernel))
            throw OnnxError.At(node, $"kernel_shape {string.Join('x', size)} differs from the weights' {string.Join('x', kernel)}; the file is damaged.");

        int[] strides = attributes.Sizes("strides", 2, 1, [1, 1]);
        int[] dilations = attributes.Sizes("dilations", 2, 1, [1, 1]);
        if (dilations[0] != dilations[1])
            throw OnnxError.At(node, $"dilations {dilations[0]}, {dilations[1]} are not supported, only equal ones.");

        string padding = attributes.Text("auto_pad", "NOTSET");
        int[] pads = padding switch
        {
            "NOTSET" or "" => attributes.Sizes("pads", 4, 0, [0, 0, 0, 0]),
            "VALID" => [0, 0, 0, 0],
            "SAME_UPPER" or "SAME_LOWER" => Same(padding == "SAME_LOWER"),
            _ => throw OnnxError.At(node, $"auto_pad {OnnxError.Quote(padding)} is unknown; the file is damaged."),
        };
        Padding p = x.Padding;
        return new Window2D(
            size[0], size[1], strides[0], strides[1], pads[0] + p.Top, pads[1] + p.Left, pads[2] + p.Bottom, pads[3] + p.Right, dilations[0]);

        int[] Same(bool lower)
        {
            int y = Total(height, size[0], strides[0]);
            int x = Total(width, size[1], strides[1]);
            return lower ? [(y + 1) / 2, (x + 1) / 2, y / 2, x / 2] : [y / 2, x / 2, (y + 1) / 2, (x + 1) / 2];
        }

        // As much as gives ceil(length / stride) outputs.
        int Total(int length, int window, int stride) =>
            Math.Max(0, ((((length + stride - 1) / stride) - 1) * stride) + ((window - 1) * dilations[0]) + 1 - length);
    }

    /// <summary>A pool's window. One that keeps what is left over at the border is refused, unless nothing is.</summary>
    internal static Window2D ReadPool(NodeProto node, ImportedTensor x)
    {
        Window2D w = Read(node, x);
        Shape input = x.Node.Shape;
        bool exact = (input.Height + w.PadTop + w.PadBottom - Span(w.KernelHeight)) % w.StrideY == 0
            && (input.Width + w.PadLeft + w.PadRight - Span(w.KernelWidth)) % w.StrideX == 0;
        if (!exact)
            new NodeAttributes(node).Require("ceil_mode", 0, 0);

        return w;

        int Span(int kernel) => (w.Dilation * (kernel - 1)) + 1;
    }

    private static (int Height, int Width) PaddedSize(ImportedTensor x) =>
        (x.Node.Shape.Height + x.Padding.Top + x.Padding.Bottom, x.Node.Shape.Width + x.Padding.Left + x.Padding.Right);
}
