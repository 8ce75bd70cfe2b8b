namespace Digits.Engine.Kernels;

/// <summary>How a window slides over a map: sizes, stride, padding and dilation, with the coordinates that follow from them.</summary>
internal readonly record struct WindowGeometry(
    Shape Input, Shape Output, int KernelHeight, int KernelWidth, int StrideY, int StrideX, int PadTop, int PadLeft, int Dilation)
{
    internal int Taps => KernelHeight * KernelWidth;

    /// <summary>The same window over fewer outputs: the first rows and columns.</summary>
    internal WindowGeometry Crop(int height, int width) => this with { Output = Output with { Height = height, Width = width } };

    /// <summary>The same window over the outputs that whole windows of a pool cover; all of them where nothing is pooled.</summary>
    internal WindowGeometry CropTo(Window2D? pool) => pool is not { } window
        ? this
        : Crop(Output.Height / window.KernelHeight * window.KernelHeight, Output.Width / window.KernelWidth * window.KernelWidth);

    /// <summary>The input row that kernel row <paramref name="ky"/> meets at output row <paramref name="y"/>, or -1 in the padding.</summary>
    internal int InputRow(int y, int ky) => Inside((y * StrideY) - PadTop + (ky * Dilation), Input.Height);

    /// <summary>The input column that kernel column <paramref name="kx"/> meets at output column <paramref name="x"/>, or -1 in the padding.</summary>
    internal int InputColumn(int x, int kx) => Inside((x * StrideX) - PadLeft + (kx * Dilation), Input.Width);

    /// <summary>The output row whose kernel row <paramref name="ky"/> meets input row <paramref name="y"/>, or -1 where there is none.</summary>
    internal int OutputRow(int y, int ky) => Whole(y + PadTop - (ky * Dilation), StrideY, Output.Height);

    /// <summary>The output column whose kernel column <paramref name="kx"/> meets input column <paramref name="x"/>, or -1 where there is none.</summary>
    internal int OutputColumn(int x, int kx) => Whole(x + PadLeft - (kx * Dilation), StrideX, Output.Width);

    private static int Inside(int value, int size) => (uint)value < (uint)size ? value : -1;

    private static int Whole(int value, int stride, int size) => value % stride == 0 ? Inside(value / stride, size) : -1;
}
