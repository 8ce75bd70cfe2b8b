namespace Digits.Imaging;

/// <summary>What a component may be, by its own shape and place.</summary>
internal static class ComponentShape
{
    /// <summary>Lower ink is too coarse to be read.</summary>
    internal const int LeastHeight = 7;

    /// <summary>What is left of a rule has more than this share of its outline along it.</summary>
    private const double MostAlongRule = 0.4;

    /// <summary>Whether a component may be a digit or several that touch: of strokes that are thinner than it is high, not flat as a dash is.</summary>
    internal static bool MayBeDigits(Component component)
    {
        bool isFlat = component.Width > 2.5 * component.Height && component.Height < 3.5 * component.StrokeWidth;
        bool isBlot = component.StrokeWidth > 0.42 * component.Height || component.StrokeDeviation > 0.75 * component.StrokeWidth;
        bool isThread = component.Height > 40 * component.StrokeWidth || component.Width > 16 * component.Height;
        return component.Height >= LeastHeight && !isFlat && !isBlot && !isThread;
    }

    /// <summary>
    /// Whether a component is cut off by an edge: it touches it with much of its own side. A digit that is cut so cannot be read, and what lies along the edge
    /// is the edge of paper or of a desk.
    /// </summary>
    internal static bool IsCutOff(Component component, int width, int height)
    {
        int across = 0, down = 0;
        foreach (InkRun run in component.Runs)
        {
            across = Math.Max(across, run.Y == 0 || run.Y == height - 1 ? run.To - run.From : 0);
            down += (run.From == 0 ? 1 : 0) + (run.To == width ? 1 : 0);
        }

        return across > 0.5 * component.Width || down > 0.5 * component.Height;
    }

    /// <summary>
    /// Whether a component is what is left of a rule: much of its outline lies along what was erased. Of a digit that crosses a rule or stands on it, little
    /// does.
    /// </summary>
    internal static bool IsLeftOfRule(Component component, Mask erased)
    {
        int outline = 0, along = 0;
        foreach (InkRun run in component.Runs)
        {
            outline += 2;
            along += IsErased(run.From - 1, run.Y) || IsErased(run.From - 2, run.Y) ? 1 : 0;
            along += IsErased(run.To, run.Y) || IsErased(run.To + 1, run.Y) ? 1 : 0;
        }

        return along > MostAlongRule * outline;

        bool IsErased(int x, int y) => (uint)x < (uint)erased.Width && erased[x, y];
    }

    /// <summary>The share of a component that lies on the paper.</summary>
    internal static double ShareOn(Component component, Mask paper)
    {
        int inside = 0;
        foreach (InkRun run in component.Runs)
        {
            for (int x = run.From; x < run.To; x++)
                inside += paper[x, run.Y] ? 1 : 0;
        }

        return inside / (double)component.Area;
    }
}
