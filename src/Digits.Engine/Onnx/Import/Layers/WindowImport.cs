namespace Digits.Engine.Onnx;

/// <summary>The window of a convolution or a pool from its attributes.</summary>
internal static class WindowImport
{
    /// <summary>A window over a tensor; the zeros that lie around that become part of it.</summary>
    internal static Window2D Read(NodeProto node, ImportedTensor x, int[]? kernel = null)
    {
        (int height, int width) = PaddedSize(x);
        NodeAttributes attributes = new(node);
        int axes = x.Layout is TensorLayout.Row or TensorLayout.Plane ? 1 : 2;
        int[] size = attributes.Sizes("kernel_shape", axes, 1, kernel);
        if (kernel is not null && !size.AsSpan().SequenceEqual(kernel))
            throw OnnxError.At(node, $"kernel_shape {string.Join('x', size)} differs from the weights' {string.Join('x', kernel)}; the file is damaged.");

        int[] ones = [.. Enumerable.Repeat(1, axes)];
        int[] strides = OfTwoAxes(attributes.Sizes("strides", axes, 1, ones));
        int[] dilations = OfTwoAxes(attributes.Sizes("dilations", axes, 1, ones));
        size = OfTwoAxes(size);

        // Where the kernel is one row or column, its distance to the next does not matter.
        int dilation = dilations[size[0] == 1 ? 1 : 0];
        if (dilation != dilations[1] && size[1] > 1)
            throw OnnxError.At(node, $"dilations {dilations[0]}, {dilations[1]} are not supported, only equal ones.");

        string padding = attributes.Text("auto_pad", "NOTSET");
        int[] pads = padding switch
        {
            "NOTSET" or "" when axes == 1 => attributes.Sizes("pads", 2, 0, [0, 0]) is [var left, var right] ? [0, left, 0, right] : [],
            "NOTSET" or "" => attributes.Sizes("pads", 4, 0, [0, 0, 0, 0]),
            "VALID" => [0, 0, 0, 0],
            "SAME_UPPER" or "SAME_LOWER" => Same(padding == "SAME_LOWER"),
            _ => throw OnnxError.At(node, $"auto_pad {OnnxError.Quote(padding)} is unknown; the file is damaged."),
        };
        Padding p = x.Padding;
        return new Window2D(
            size[0], size[1], strides[0], strides[1], pads[0] + p.Top, pads[1] + p.Left, pads[2] + p.Bottom, pads[3] + p.Right, dilation);

        int[] Same(bool lower)
        {
            int y = Total(height, size[0], strides[0]);
            int x = Total(width, size[1], strides[1]);
            return lower ? [(y + 1) / 2, (x + 1) / 2, y / 2, x / 2] : [y / 2, x / 2, (y + 1) / 2, (x + 1) / 2];
        }

        // As much as gives ceil(length / stride) outputs.
        int Total(int length, int window, int stride) =>
            Math.Max(0, ((((length + stride - 1) / stride) - 1) * stride) + ((window - 1) * dilation) + 1 - length);
    }

    /// <summary>
    /// A pool's window. In <c>ceil_mode</c> it also takes what is left over at the border, which is padding that does not count; a last window that would begin
    /// beyond the map is left out.
    /// </summary>
    internal static Window2D ReadPool(NodeProto node, ImportedTensor x)
    {
        Window2D w = Read(node, x);
        if (new NodeAttributes(node).Int("ceil_mode", 0) == 0)
            return w;

        // The zeros that the file has put around the map are part of it here.
        (int height, int width) = PaddedSize(x);
        Padding p = x.Padding;
        return w with
        {
            PadBottom = w.PadBottom + Beyond(height, w.PadTop - p.Top, w.PadBottom - p.Bottom, w.KernelHeight, w.StrideY),
            PadRight = w.PadRight + Beyond(width, w.PadLeft - p.Left, w.PadRight - p.Right, w.KernelWidth, w.StrideX),
        };

        int Beyond(int length, int before, int after, int kernel, int stride)
        {
            int free = length + before + after - ((w.Dilation * (kernel - 1)) + 1);
            return free < 0 || free % stride == 0 || ((free / stride) + 1) * stride >= length + before ? 0 : stride - (free % stride);
        }
    }

    private static int[] OfTwoAxes(int[] sizes) => sizes.Length == 1 ? [1, sizes[0]] : sizes;

    private static (int Height, int Width) PaddedSize(ImportedTensor x) =>
        (x.Node.Shape.Height + x.Padding.Top + x.Padding.Bottom, x.Node.Shape.Width + x.Padding.Left + x.Padding.Right);
}
