namespace Digits.Imaging;

/// <summary>The ink of a picture that shows one digit.</summary>
/// <param name="Ink">The ink, cut out.</param>
/// <param name="IsInkDark">Whether the picture has dark ink on a bright ground.</param>
internal sealed record LoneDigit(InkPatch Ink, bool IsInkDark)
{
    /// <summary>Fewer pixels than this do not make a digit.</summary>
    private const int LeastSide = 5;

    /// <summary>So many standard deviations of the ground must lie between it and the mean of the ink.</summary>
    /// <remarks>
    /// Normal noise that Otsu's threshold cuts in two lies 2.5 apart, light that fades evenly from one side to the other 2.7; ink on paper lies further apart.
    /// </remarks>
    private const double LeastDistance = 4;

    /// <summary>Finds the ink of a picture.</summary>
    /// <returns>Null where no ink stands out from the ground.</returns>
    internal static LoneDigit? Find(GrayImage image)
    {
        bool isInkDark = InkPolarity.IsInkDark(image);
        if (InkPatch.Cut(isInkDark ? image.Inverted() : image) is not { } ink || Math.Max(ink.Width, ink.Height) < LeastSide)
            return null;

        double mean = ink.Values.Where(value => value > 0).Average();
        return mean < LeastDistance * ink.GroundDeviation ? null : new LoneDigit(ink, isInkDark);
    }
}
