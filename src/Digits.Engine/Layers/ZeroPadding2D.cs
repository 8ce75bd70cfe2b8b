namespace Digits.Engine;

/// <summary>Zeros around a map, <c>[C, H, W]</c>. A convolution or pool has its own padding; this is for layers that have none.</summary>
public sealed class ZeroPadding2D : Layer
{
    /// <summary>Zeros at the four sides.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public ZeroPadding2D(int top, int left, int bottom, int right)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        ArgumentOutOfRangeException.ThrowIfNegative(left);
        ArgumentOutOfRangeException.ThrowIfNegative(bottom);
        ArgumentOutOfRangeException.ThrowIfNegative(right);
        (Top, Left, Bottom, Right) = (top, left, bottom, right);
    }

    /// <summary>Rows of zeros above.</summary>
    public int Top { get; }

    /// <summary>Columns of zeros at the left.</summary>
    public int Left { get; }

    /// <summary>Rows of zeros below.</summary>
    public int Bottom { get; }

    /// <summary>Columns of zeros at the right.</summary>
    public int Right { get; }

    internal override string Stem => "zero_padding";

    internal override Shape Build(ReadOnlySpan<Shape> inputs) =>
        inputs[0] with { Height = inputs[0].Height + Top + Bottom, Width = inputs[0].Width + Left + Right };
}
