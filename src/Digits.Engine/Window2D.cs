namespace Digits.Engine;

/// <summary>How a convolution's or a pool's window slides: sizes, strides, zeros at each side, and the distance between kernel elements.</summary>
/// <param name="KernelHeight">Rows of the kernel.</param>
/// <param name="KernelWidth">Columns of the kernel.</param>
/// <param name="StrideY">Rows from one output to the next.</param>
/// <param name="StrideX">Columns from one output to the next.</param>
/// <param name="PadTop">Rows of padding above.</param>
/// <param name="PadLeft">Columns of padding at the left.</param>
/// <param name="PadBottom">Rows of padding below.</param>
/// <param name="PadRight">Columns of padding at the right.</param>
/// <param name="Dilation">Distance between kernel elements.</param>
public readonly record struct Window2D(
    int KernelHeight, int KernelWidth, int StrideY = 1, int StrideX = 1, int PadTop = 0, int PadLeft = 0, int PadBottom = 0, int PadRight = 0, int Dilation = 1)
{
    internal bool HasPadding => PadTop > 0 || PadLeft > 0 || PadBottom > 0 || PadRight > 0;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(KernelHeight);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(KernelWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(StrideY);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(StrideX);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Dilation);
        ArgumentOutOfRangeException.ThrowIfNegative(PadTop);
        ArgumentOutOfRangeException.ThrowIfNegative(PadLeft);
        ArgumentOutOfRangeException.ThrowIfNegative(PadBottom);
        ArgumentOutOfRangeException.ThrowIfNegative(PadRight);
    }
}
