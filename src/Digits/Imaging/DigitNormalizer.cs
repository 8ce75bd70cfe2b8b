namespace Digits.Imaging;

/// <summary>
/// Frames a picture of one digit as MNIST's are (LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition", 1998, section
/// III.A): scaled to fit a box of 20x20 with its aspect kept, with gray edges, and moved by whole pixels so that its center of mass is the center of 28x28.
/// </summary>
public static class DigitNormalizer
{
    /// <summary>Frames a digit.</summary>
    /// <param name="image">The picture, of any size; bright ink on dark or, where the border is bright, dark ink on bright.</param>
    /// <param name="side">Width and height of the result in pixels, at least 1; the box is 20/28 of it.</param>
    /// <returns>The digit, <c>[side, side]</c>, ink bright (255 at its brightest) on black. Black throughout where there is no ink.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="side"/> is less than 1.</exception>
    public static GrayImage Normalize(GrayImage image, int side = 28)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Normalize(image, side, InkPolarity.IsInkDark(image));
    }

    /// <summary>Frames a digit whose ink is known to be dark or bright.</summary>
    internal static GrayImage Normalize(GrayImage image, int side, bool isInkDark)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        return InkPatch.Cut(isInkDark ? image.Inverted() : image) is { } ink ? Frame(ink, side) : new GrayImage(side, side, new byte[checked(side * side)]);
    }

    /// <summary>Frames ink that is cut out.</summary>
    internal static GrayImage Frame(InkPatch ink, int side)
    {
        byte[] pixels = new byte[checked(side * side)];
        int box = Math.Max(1, (20 * side + 14) / 28);
        Paint(AreaResampling.Scale(ink, (double)box / Math.Max(ink.Width, ink.Height)), pixels, side);
        return new GrayImage(side, side, pixels);
    }

    /// <summary>Puts the center of mass on the middle, and the brightest pixel at 255: a thin stroke made small would be faint, and MNIST's are not.</summary>
    private static void Paint(InkPatch ink, byte[] pixels, int side)
    {
        double mass = 0, xs = 0, ys = 0, brightest = 0;
        for (int i = 0; i < ink.Values.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, ink.Width);
            double value = ink.Values[i];
            mass += value;
            xs += value * x;
            ys += value * y;
            brightest = Math.Max(brightest, value);
        }

        int left = Start(xs / mass, ink.Width, side);
        int top = Start(ys / mass, ink.Height, side);
        for (int i = 0; i < ink.Values.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, ink.Width);
            pixels[(top + y) * side + left + x] = (byte)Math.Round(ink.Values[i] * 255 / brightest);
        }
    }

    /// <summary>
    /// Where a side of the ink begins. The middle is pixel side / 2, counted from 0: the centers of mass of MNIST's images lie between 13.5 and 14.5,
    /// and average 14.0. Where the ink would reach beyond the picture, it is moved back.
    /// </summary>
    private static int Start(double center, int length, int side)
    {
        // A symmetric digit's center may lie on a half: which way it goes must not depend on the last bit of a sum.
        double start = side / 2 - center + 0.5 + 1e-9;
        return Math.Clamp((int)Math.Floor(start), 0, side - length);
    }
}
