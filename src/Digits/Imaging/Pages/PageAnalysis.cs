namespace Digits.Imaging;

/// <summary>Finds the rows of writing in a picture: its paper, its ink, its rules, what is connected, and what of that are digits.</summary>
internal static class PageAnalysis
{
    /// <summary>Larger pictures are reduced: writing that a person can read is still there.</summary>
    private const double MostPixels = 2e6;

    /// <summary>The polarity shows in a smaller plane too.</summary>
    private const int PolaritySide = 480;

    /// <summary>
    /// Ink is darker than its ground by so much, and by so many standard deviations of the grain. Rules are longer than ink, so less does for them.
    /// </summary>
    private const float LeastInk = 0.06f, LeastRule = 0.05f, InkDeviations = 4, RuleDeviations = 2.5f;

    /// <summary>On a clean page fewer pixels than this are neither ground nor ink.</summary>
    private const double MostBetween = 0.06;

    /// <summary>Strokes are at most so wide, in pixels: a limit between these two, and so many times the usual stroke.</summary>
    private const int NarrowestStroke = 15, WidestStroke = 120;
    private const double StrokesWide = 3.5;

    /// <summary>A photograph has sides of at least so many pixels.</summary>
    private const int LeastPhotograph = 320;

    /// <summary>Shorter lines are not followed, in pixels: the teeth of a comb are as short.</summary>
    private const int ShortestRule = 8;

    /// <summary>Analyzes a picture.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="trace">Receives the planes on the way.</param>
    internal static PageLayout Analyze(GrayImage image, PageTrace? trace = null)
    {
        int factor = 1;
        while ((double)image.Width * image.Height / ((double)factor * factor) > MostPixels)
            factor++;
        Plane page = Plane.Of(Reduction.Reduce(image, factor));
        bool isInkDark = PagePolarity.IsInkDark(Reduction.Reduce(page, Math.Max(1, Math.Max(page.Width, page.Height) / PolaritySide)));
        Mask? paper = isInkDark ? PaperFinder.Find(page) : null;
        if (!isInkDark)
        {
            foreach (ref float value in page.Values.AsSpan())
                value = 255 - value;
        }

        if (paper is not null)
            trace?.Add("paper", paper.ToImage());

        int widest = Math.Clamp(Math.Min(page.Width, page.Height) / 4, NarrowestStroke, WidestStroke);
        InkLayer layer = Find(page, paper, widest);
        int usual = UsualWindow(layer.Components.FindAll(component => IsOn(component, paper, page.Width, page.Height)), widest);
        if (usual < 0.7 * widest)
            layer = Find(page, paper, usual);
        else if (IsBlot(layer.Components, page, paper))
            layer = Find(page, paper, Math.Max(NarrowestStroke, widest / 3));

        Component[] kept = [.. layer.Components.Where(component =>
            IsOn(component, paper, page.Width, page.Height) && !ComponentShape.IsLeftOfRule(component, layer.Erased)),];
        List<WritingRow> rows = RowFinder.Find(kept);
        trace?.Add("ink", layer.Ink.Ink.ToImage());
        trace?.Add("rules", layer.Erased.ToImage());
        trace?.Add("mask", layer.Mask.ToImage());
        trace?.Add("components", ComponentPicture.Draw(layer.Components, rows, page.Width, page.Height));
        bool isClean = IsClean(layer.Ink.Ink, layer.Mask, paper);
        return new PageLayout(image, factor, isInkDark, layer.Ink, layer.Erased, layer.Components, rows, RowFinder.PageSlope(rows), isClean);
    }

    /// <summary>Finds the ink whose strokes are narrower than a limit. What is broader, such as a shadow, is ground.</summary>
    private static InkLayer Find(Plane page, Mask? paper, int widestStroke)
    {
        PageInk ink = PageInk.Of(page, paper, widestStroke);
        Mask erased = EraseRules(ink.Ink, Noise(ink.Ink, paper), widestStroke);
        Plane smooth = Noise(ink.Ink, paper) > 0.012f ? Smoothing.Binomial(ink.Ink) : ink.Ink;
        Mask mask = InkMask.Of(smooth, Math.Max(LeastInk, InkDeviations * Noise(smooth, paper)), widestStroke);
        return new InkLayer(ink, erased, mask, ComponentFinder.Find(mask, ink.Ink, leastArea: 4));
    }

    /// <summary>
    /// The limit that the strokes of what may be digits suggest: several times their width. Of the strokes, each counted by its length, the broader ones count,
    /// since a limit that is too low would hollow them out.
    /// </summary>
    private static int UsualWindow(List<Component> components, int otherwise)
    {
        Component[] digits = [.. components.Where(ComponentShape.MayBeDigits).OrderBy(component => component.StrokeWidth)];
        double left = 0.75 * digits.Sum(component => component.Area / component.StrokeWidth);
        foreach (Component component in digits)
        {
            left -= component.Area / component.StrokeWidth;
            if (left <= 0)
                return Math.Max(NarrowestStroke, (int)(StrokesWide * component.StrokeWidth) + 6);
        }

        return otherwise;
    }

    private static Mask EraseRules(Plane ink, float noise, int widestStroke)
    {
        (int width, int height) = (ink.Width, ink.Height);
        Mask lines = new(width, height), erased = new(width, height);
        float floor = Math.Max(LeastRule, RuleDeviations * noise);
        for (int i = 0; i < ink.Values.Length; i++)
            lines.Values[i] = ink.Values[i] > floor;
        int thickest = Math.Max(3, (Math.Min(width, height) + 89) / 90);
        List<Rule> level = RuleTracer.Trace(lines, thickest, ShortestRule, widestStroke);
        List<Rule> upright = RuleTracer.Trace(lines.Transposed(), thickest, ShortestRule, widestStroke);
        (level, upright) = new RuleSet(ink, lines).Choose(level, upright);
        RuleEraser.Erase(ink, erased, level, upright, areUpright: false);
        RuleEraser.Erase(ink, erased, upright, level, areUpright: true);
        return erased;
    }

    /// <summary>
    /// The standard deviation of the grain of the paper, from the median difference of pixels two apart: ink and shadow are broader than grain.
    /// </summary>
    private static float Noise(Plane ink, Mask? paper)
    {
        float[] differences = new float[ink.Values.Length];
        int count = 0;
        for (int i = 2; i < differences.Length; i++)
        {
            if (i % ink.Width >= 2 && (paper is null || (paper.Values[i] && paper.Values[i - 2])))
                differences[count++] = Math.Abs(ink.Values[i] - ink.Values[i - 2]);
        }

        return 1.4826f / MathF.Sqrt(2) * Quantiles.Of(differences.AsSpan(0, count), 0.5);
    }

    private static bool IsOn(Component component, Mask? paper, int width, int height) =>
        !ComponentShape.IsCutOff(component, width, height) && !ReachesIn(component, width, height)
        && (paper is null || ComponentShape.ShareOn(component, paper) > 0.9);

    /// <summary>Whether nothing may be a digit, but something large is dark: a shadow that joins the digits that it falls on.</summary>
    private static bool IsBlot(List<Component> components, Plane page, Mask? paper) =>
        Math.Min(page.Width, page.Height) >= LeastPhotograph
        && components.Exists(component => component.Area > 0.02 * page.Width * page.Height)
        && !components.Exists(component => ComponentShape.MayBeDigits(component) && IsOn(component, paper, page.Width, page.Height));

    /// <summary>
    /// Whether something long, such as a pen or a cable, reaches into a photograph from its edge. A field that is cut out tightly has digits there.
    /// </summary>
    private static bool ReachesIn(Component component, int width, int height)
    {
        bool touches = component.Left == 0 || component.Top == 0 || component.Right == width || component.Bottom == height;
        return touches && Math.Min(width, height) >= LeastPhotograph && Math.Max(component.Width, component.Height) > 0.1 * Math.Max(width, height);
    }

    /// <summary>Whether few pixels are much darker than the ground and yet much brighter than ink, or brighter than the ground.</summary>
    private static bool IsClean(Plane ink, Mask mask, Mask? paper)
    {
        double sum = 0;
        int count = 0, between = 0, all = 0;
        for (int i = 0; i < mask.Values.Length; i++)
        {
            if (mask.Values[i])
                (sum, count) = (sum + ink.Values[i], count + 1);
        }

        double strength = count == 0 ? 1 : sum / count;
        for (int i = 0; i < mask.Values.Length; i++)
        {
            if (paper is not null && !paper.Values[i])
                continue;
            all++;
            double share = ink.Values[i] / strength;
            between += share is (> 0.15 and < 0.45) or < -0.15 ? 1 : 0;
        }

        return between < MostBetween * all;
    }

    /// <summary>The ink of a page, where rules were, where ink is, and what of it is connected.</summary>
    private sealed record InkLayer(PageInk Ink, Mask Erased, Mask Mask, List<Component> Components);
}
