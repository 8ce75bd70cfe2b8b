using Digits.Engine;
using Digits.Imaging;

namespace Digits.Data;

/// <summary>Brings the images of sets to the size that a model was trained on.</summary>
public static class DigitSetResizing
{
    /// <summary>A set of the same images at another size; its name, labels and the rest stay.</summary>
    /// <param name="set">The images.</param>
    /// <param name="rows">Height of the new images in pixels, at least 1.</param>
    /// <param name="columns">Width of the new images in pixels, at least 1.</param>
    /// <param name="mode">How.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size is less than 1, or less than the images' where pixels are to be put around them; or <paramref name="mode"/> is none.
    /// </exception>
    /// <exception cref="InvalidInputException">More images than a set can hold at that size: it has up to 2,147,483,591 pixels.</exception>
    public static DigitSet Resize(this DigitSet set, int rows, int columns, ResizeMode mode)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, mode == ResizeMode.Pad ? set.Rows : 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, mode == ResizeMode.Pad ? set.Columns : 1);
        RequireRoom(set, rows, columns);
        byte[] pixels = mode switch
        {
            ResizeMode.Pad => Padded(set, rows, columns),
            ResizeMode.Scale => BilinearResampling.Resize(set.Pixels, set.Rows, set.Columns, rows, columns),
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "There is no such mode."),
        };
        return set.With(rows, columns, pixels, set.IsLabeled ? set.Labels.ToArray() : null);
    }

    /// <summary>Makes sure that as many images as a set's, of another size, are not more than a set can hold.</summary>
    /// <exception cref="InvalidInputException">They are.</exception>
    internal static void RequireRoom(DigitSet set, int rows, int columns)
    {
        long most = Array.MaxLength / ((long)rows * columns);
        if (set.Count > most)
        {
            throw new InvalidInputException(
                $"{set.Name}: {set.Count:N0} images of {rows}x{columns} are more than a set can hold; up to {most:N0} fit. Give fewer, or some at a time.");
        }
    }

    /// <summary>Where the pixels to put around are an odd number, the greater part comes below and to the right.</summary>
    private static byte[] Padded(DigitSet set, int rows, int columns)
    {
        (int top, int left) = ((rows - set.Rows) / 2, (columns - set.Columns) / 2);
        byte[] pixels = new byte[set.Count * rows * columns];
        for (int i = 0; i < set.Count; i++)
        {
            for (int y = 0; y < set.Rows; y++)
                set.Image(i).Slice(y * set.Columns, set.Columns).CopyTo(pixels.AsSpan((((i * rows) + top + y) * columns) + left));
        }

        return pixels;
    }
}
