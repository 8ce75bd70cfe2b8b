namespace Digits.Imaging;

/// <summary>How much darker than its ground each pixel of a page is: 0 for paper, 1 for black, less than 0 for what is brighter.</summary>
/// <param name="Ink">The plane.</param>
/// <param name="Ground">The brightness of the paper, 0 to 255, <c>[Height / GroundFactor, Width / GroundFactor]</c> rounded up.</param>
/// <param name="GroundFactor">The side of a pixel of <paramref name="Ground"/> in pixels of <paramref name="Ink"/>.</param>
/// <param name="Bias">What was subtracted so that paper is 0: grain makes <paramref name="Ground"/> a little too bright.</param>
internal sealed record PageInk(Plane Ink, Plane Ground, int GroundFactor, float Bias)
{
    /// <summary>A ground darker than this counts as this bright: its grain would look like ink.</summary>
    private const float LeastGround = 32;

    /// <summary>Grain makes the ground too bright by less than this.</summary>
    private const float MostGrain = 0.25f;

    /// <summary>
    /// Divides a page by its ground, which is the page closed by a square that is wider than any stroke. Edges of shadows and of paper stay in the ground.
    /// </summary>
    /// <param name="page">The page, 0 to 255, ink dark.</param>
    /// <param name="paper">Where the paper is; null for everywhere. Around it there is no ink.</param>
    /// <param name="widestStroke">The side of the square in pixels.</param>
    internal static PageInk Of(Plane page, Mask? paper, int widestStroke)
    {
        int factor = Math.Clamp(widestStroke / 12, 1, 6);
        Plane ground = Morphology.Close(Reduction.Reduce(page, factor), Math.Max(1, widestStroke / factor / 2));
        Plane ink = new(page.Width, page.Height);
        for (int y = 0; y < page.Height; y++)
        {
            for (int x = 0; x < page.Width; x++)
                ink.Values[(y * page.Width) + x] = Share(page.Values[(y * page.Width) + x], GroundAt(ground, factor, x, y));
        }

        float bias = Paper(ink, paper);
        for (int i = 0; i < ink.Values.Length; i++)
            ink.Values[i] = paper is null || paper.Values[i] ? ink.Values[i] - bias : 0;
        return new PageInk(ink, ground, factor, bias);
    }

    /// <summary>The ink of a pixel of a finer picture of the same page.</summary>
    /// <param name="value">The pixel, 0 to 255, ink dark.</param>
    /// <param name="x">Where it is, in pixels of <see cref="Ink"/>.</param>
    /// <param name="y">Where it is, in pixels of <see cref="Ink"/>.</param>
    internal float InkOf(float value, float x, float y) => Share(value, GroundAt(Ground, GroundFactor, x, y)) - Bias;

    private static float Share(float value, float ground) => (ground - value) / Math.Max(ground, LeastGround);

    private static float GroundAt(Plane ground, int factor, float x, float y) => ground.At(((x + 0.5f) / factor) - 0.5f, ((y + 0.5f) / factor) - 0.5f);

    /// <summary>The most frequent value: that of paper, even where much else is in the picture.</summary>
    private static float Paper(Plane ink, Mask? paper)
    {
        const int bins = 128;
        int[] counts = new int[bins];
        for (int i = 0; i < ink.Values.Length; i++)
        {
            if (paper is null || paper.Values[i])
                counts[Math.Clamp((int)MathF.Round((ink.Values[i] + MostGrain) / MostGrain / 2 * bins), 0, bins - 1)]++;
        }

        // Values beyond the range lie in the outer two.
        int best = bins / 2;
        for (int i = 2; i < bins - 2; i++)
        {
            if (Around(i) > Around(best))
                best = i;
        }

        return (2 * MostGrain * best / bins) - MostGrain;

        int Around(int bin) => counts[bin - 1] + (2 * counts[bin]) + counts[bin + 1];
    }
}
