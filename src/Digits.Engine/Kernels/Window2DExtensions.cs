namespace Digits.Engine.Kernels;

/// <summary>From a layer's window to its geometry over a map.</summary>
internal static class Window2DExtensions
{
    /// <summary>The window over maps of a shape; the output may come out empty, which the caller refuses.</summary>
    internal static WindowGeometry Over(this Window2D window, Shape input, int outputChannels)
    {
        int height = Outputs(input.Height + window.PadTop + window.PadBottom, window.KernelHeight, window.StrideY, window.Dilation);
        int width = Outputs(input.Width + window.PadLeft + window.PadRight, window.KernelWidth, window.StrideX, window.Dilation);
        Shape output = new(outputChannels, height, width);
        return new WindowGeometry(
            input, output, window.KernelHeight, window.KernelWidth, window.StrideY, window.StrideX, window.PadTop, window.PadLeft, window.Dilation);
    }

    private static int Outputs(int padded, int kernel, int stride, int dilation)
    {
        int span = (dilation * (kernel - 1)) + 1;
        return padded < span ? 0 : ((padded - span) / stride) + 1;
    }
}
