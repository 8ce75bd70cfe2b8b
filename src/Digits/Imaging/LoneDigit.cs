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

    /// <summary>What fills its box to this share, and is about as wide as high, is a coin or a blot.</summary>
    private const double Solid = 0.72, LeastSolidSide = 0.6;

    /// <summary>The share of a picture's width or height that what reaches over the whole picture takes.</summary>
    private const double Whole = 0.9;

    /// <summary>Whether the ink is a filled disc or box. No stroke fills its box but a straight one, whose box is narrow.</summary>
    internal bool IsSolid => Ink.Values.Count(value => value > 0) >= Solid * Ink.Values.Length
        && Math.Min(Ink.Width, Ink.Height) >= LeastSolidSide * Math.Max(Ink.Width, Ink.Height);

    /// <summary>Whether the ink reaches from one side of the picture to the other.</summary>
    internal bool Spans(GrayImage image) => Ink.Width >= Whole * image.Width || Ink.Height >= Whole * image.Height;

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
