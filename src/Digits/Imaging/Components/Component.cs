namespace Digits.Imaging;

/// <summary>Connected ink.</summary>
/// <param name="runs">Its runs, from top to bottom.</param>
internal sealed class Component(List<InkRun> runs)
{
    internal IReadOnlyList<InkRun> Runs { get; } = runs;

    /// <summary>The first column.</summary>
    internal int Left { get; } = runs.Min(run => run.From);

    /// <summary>The first row.</summary>
    internal int Top { get; } = runs[0].Y;

    /// <summary>The column after the last.</summary>
    internal int Right { get; } = runs.Max(run => run.To);

    /// <summary>The row after the last.</summary>
    internal int Bottom { get; } = runs[^1].Y + 1;

    internal int Width => Right - Left;

    internal int Height => Bottom - Top;

    /// <summary>Pixels of ink.</summary>
    internal int Area { get; } = runs.Sum(run => run.To - run.From);

    internal double CenterX => (Left + Right - 1) / 2.0;

    internal double CenterY => (Top + Bottom - 1) / 2.0;

    /// <summary>The mean width of its strokes in pixels.</summary>
    internal double StrokeWidth { get; set; }

    /// <summary>The standard deviation of the width of its strokes.</summary>
    internal double StrokeDeviation { get; set; }

    /// <summary>The mean ink of its pixels, 0 to 1.</summary>
    internal double Ink { get; set; }
}
