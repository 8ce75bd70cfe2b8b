namespace Digits.Imaging;

/// <summary>Components of a row that lie above one another: one digit, or several that touch.</summary>
/// <param name="parts">The components.</param>
/// <param name="frame">The row's coordinates.</param>
internal sealed class DigitGroup(List<Component> parts, RowFrame frame)
{
    /// <summary>Components that share so much of the narrower one's width are one group.</summary>
    private const double LeastShared = 0.4;

    internal IReadOnlyList<Component> Parts { get; } = parts;

    internal int Left { get; } = parts.Min(part => part.Left);

    internal int Top { get; } = parts.Min(part => part.Top);

    internal int Right { get; } = parts.Max(part => part.Right);

    internal int Bottom { get; } = parts.Max(part => part.Bottom);

    internal int Width => Right - Left;

    internal int Height => Bottom - Top;

    /// <summary>Where it is along and across the row.</summary>
    internal (double Left, double Top, double Right, double Bottom) Box { get; } = Union(parts, frame);

    /// <summary>Groups the components of a row, from left to right. Marks above nothing and below nothing make no group.</summary>
    internal static List<DigitGroup> Of(WritingRow row, RowFrame frame)
    {
        List<(List<Component> Parts, double Left, double Right)> groups = [];
        foreach (Component body in row.Bodies)
            Add(groups, body, frame, mayBegin: true);
        foreach (Component mark in row.Marks)
            Add(groups, mark, frame, mayBegin: false);
        return [.. groups.Select(group => new DigitGroup(group.Parts, frame)).OrderBy(group => group.Box.Left + group.Box.Right)];
    }

    private static void Add(List<(List<Component> Parts, double Left, double Right)> groups, Component part, RowFrame frame, bool mayBegin)
    {
        (double left, _, double right, _) = frame.Box(part);
        int best = -1;
        double most = LeastShared;
        for (int i = 0; i < groups.Count; i++)
        {
            double shared = Math.Min(right, groups[i].Right) - Math.Max(left, groups[i].Left);
            double share = shared / Math.Min(right - left, groups[i].Right - groups[i].Left);
            if (share > most)
                (best, most) = (i, share);
        }

        if (best >= 0)
        {
            groups[best].Parts.Add(part);
            groups[best] = (groups[best].Parts, Math.Min(left, groups[best].Left), Math.Max(right, groups[best].Right));
        }
        else if (mayBegin)
        {
            groups.Add(([part], left, right));
        }
    }

    private static (double Left, double Top, double Right, double Bottom) Union(List<Component> parts, RowFrame frame)
    {
        (double Left, double Top, double Right, double Bottom)[] boxes = [.. parts.Select(frame.Box)];
        return (boxes.Min(box => box.Left), boxes.Min(box => box.Top), boxes.Max(box => box.Right), boxes.Max(box => box.Bottom));
    }
}
