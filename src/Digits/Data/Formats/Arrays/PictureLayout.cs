using Digits.Imaging;

namespace Digits.Data;

/// <summary>Where the pixels of pictures lie in an array: sizes, and the distance of neighbours along each axis.</summary>
/// <param name="Count">Pictures.</param>
/// <param name="Rows">Height.</param>
/// <param name="Columns">Width.</param>
/// <param name="Channels">1 for gray, 3 for red, green and blue.</param>
/// <param name="Strides">Distances: from picture to picture, row to row, column to column, channel to channel.</param>
internal sealed record PictureLayout(int Count, int Rows, int Columns, int Channels, (long Picture, long Row, long Column, long Channel) Strides)
{
    private const int MaxSide = 4096;

    /// <summary>Whether the array is <c>[Count, Rows, Columns]</c> as it lies.</summary>
    public bool IsPlain => Channels == 1 && Strides.Column == 1 && Strides.Row == Columns && Strides.Picture == (long)Rows * Columns;

    /// <summary>Understands the shape of an array of pictures.</summary>
    /// <param name="array">The array.</param>
    /// <param name="labels">How many labels belong to it; null if not known.</param>
    /// <param name="byColumns">Whether a picture that is stored as one row of numbers goes column by column, as MATLAB does it.</param>
    /// <returns>Null where the shape is not one of pictures.</returns>
    public static PictureLayout? Of(NamedArray array, int? labels, bool byColumns)
    {
        IReadOnlyList<int> shape = array.Shape;
        if (shape.Count is < 2 or > 4 || array.Type.IsText || shape.Any(size => size < 1))
            return null;
        long[] strides = StridesOf(shape, array.IsColumnMajor);
        bool isLast = labels is { } count ? shape[0] != count && shape[^1] == count : byColumns && shape.Count > 2;
        int pictures = isLast ? shape.Count - 1 : 0;
        List<int> axes = [.. Enumerable.Range(0, shape.Count).Where(axis => axis != pictures)];
        int channels = 1;
        long channelStride = 0;
        if (axes.Count == 3)
        {
            int channel = shape[axes[2]] is 1 or 3 ? axes[2] : axes[0];
            if (shape[channel] is not (1 or 3))
                return null;
            (channels, channelStride) = (shape[channel], strides[channel]);
            axes.Remove(channel);
        }

        if (axes.Count == 2)
        {
            return Checked(new PictureLayout(
                shape[pictures], shape[axes[0]], shape[axes[1]], channels, (strides[pictures], strides[axes[0]], strides[axes[1]], channelStride)));
        }

        int side = (int)Math.Sqrt(shape[axes[0]]);
        long step = strides[axes[0]];
        if (side * side != shape[axes[0]])
            return null;
        return Checked(new PictureLayout(
            shape[pictures], side, side, 1, byColumns ? (strides[pictures], step, step * side, 0) : (strides[pictures], step * side, step, 0)));
    }

    /// <summary>The pictures of a plain array of all its bytes, gray, <c>[Count, Rows, Columns]</c>.</summary>
    public byte[] Arrange(byte[] bytes)
    {
        if (IsPlain)
            return bytes;
        byte[] pixels = GC.AllocateUninitializedArray<byte>(Count * Rows * Columns);
        int at = 0;
        for (int n = 0; n < Count; n++)
        {
            for (int y = 0; y < Rows; y++)
            {
                long from = (n * Strides.Picture) + (y * Strides.Row);
                for (int x = 0; x < Columns; x++, from += Strides.Column)
                    pixels[at++] = Channels == 1 ? bytes[from] : Gray(bytes[from], bytes[from + Strides.Channel], bytes[from + (2 * Strides.Channel)]);
            }
        }

        return pixels;
    }

    private static byte Gray(byte red, byte green, byte blue) => Luma.Of(257 * red, 257 * green, 257 * blue, ushort.MaxValue);

    private static PictureLayout? Checked(PictureLayout layout) =>
        layout.Rows <= MaxSide && layout.Columns <= MaxSide && (long)layout.Count * layout.Rows * layout.Columns * layout.Channels <= Array.MaxLength
            ? layout
            : null;

    private static long[] StridesOf(IReadOnlyList<int> shape, bool isColumnMajor)
    {
        long[] strides = new long[shape.Count];
        long step = 1;
        for (int i = 0; i < strides.Length; i++)
        {
            int axis = isColumnMajor ? i : strides.Length - 1 - i;
            strides[axis] = step;
            step *= shape[axis];
        }

        return strides;
    }
}
