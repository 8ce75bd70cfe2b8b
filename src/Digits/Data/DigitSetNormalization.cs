using Digits.Engine;
using Digits.Imaging;

namespace Digits.Data;

/// <summary>Frames the digits of sets that are not MNIST's as MNIST's are.</summary>
public static class DigitSetNormalization
{
    /// <summary>A set of the same digits, framed by <see cref="DigitNormalizer"/>; its name, labels and the rest stay.</summary>
    /// <param name="set">The images, of any size. Where most have dark ink on a bright border, all are read so.</param>
    /// <param name="side">Width and height of the new images in pixels, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="side"/> is less than 1.</exception>
    /// <exception cref="InvalidInputException">More images than a set can hold at that size: it has up to 2,147,483,591 pixels.</exception>
    public static DigitSet Normalize(this DigitSet set, int side = 28)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        DigitSetResizing.RequireRoom(set, side, side);
        int dark = 0;
        for (int i = 0; i < set.Count; i++)
            dark += InkPolarity.IsInkDark(Image(set, i)) ? 1 : 0;

        byte[] pixels = new byte[set.Count * side * side];
        for (int i = 0; i < set.Count; i++)
            DigitNormalizer.Normalize(Image(set, i), side, isInkDark: 2 * dark > set.Count).Pixels.CopyTo(pixels.AsSpan(i * side * side));
        return set.With(side, side, pixels, set.IsLabeled ? set.Labels.ToArray() : null);
    }

    private static GrayImage Image(DigitSet set, int index) => new(set.Columns, set.Rows, set.Image(index).ToArray());
}
