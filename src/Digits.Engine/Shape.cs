namespace Digits.Engine;

/// <summary>The shape of one image or feature map, without the batch: <c>[C, H, W]</c>. A flat vector has height and width 1.</summary>
/// <param name="Channels">Channels, C.</param>
/// <param name="Height">Rows, H.</param>
/// <param name="Width">Columns, W.</param>
public readonly record struct Shape(int Channels, int Height = 1, int Width = 1)
{
    /// <summary>The number of values, C·H·W.</summary>
    public int Size => Channels * Height * Width;

    /// <summary>The number of pixels, H·W.</summary>
    public int Pixels => Height * Width;

    /// <summary>Whether this is a vector: one pixel.</summary>
    public bool IsFlat => Height == 1 && Width == 1;

    /// <summary>Whether all sizes are positive, and there are so few values that <see cref="Size"/> counts them.</summary>
    internal bool IsPossible => Channels > 0 && Height > 0 && Width > 0 && (long)Height * Width <= int.MaxValue / Channels;

    /// <inheritdoc />
    public override string ToString() => IsFlat ? $"{Channels}" : $"{Channels}x{Height}x{Width}";
}
