namespace Digits.Imaging;

/// <summary>Finds the rows of writing of a page, in reading order.</summary>
internal static class RowFinder
{
    /// <summary>A row of fewer than so many bodies does not tell its own slope; it has the page's.</summary>
    private const int LeastForSlope = 4;

    /// <summary>A body that is off its row's line by more than this share of the height may belong to another row.</summary>
    private const double MostOff = 0.6;

    /// <summary>Finds the rows.</summary>
    /// <param name="components">All components of the page that are not left out.</param>
    internal static List<WritingRow> Find(IReadOnlyList<Component> components)
    {
        List<Component> bodies = [.. components.Where(ComponentShape.MayBeDigits)];
        if (bodies.Count == 0)
            return [];

        List<WritingRow> rows = [.. RowLinks.Chain(bodies).Select(chain => new WritingRow(chain))];
        double slope = PageSlope(rows);
        Part(rows, slope);
        Merge(rows, slope);
        Absorb(rows, slope);
        rows.ForEach(RowCleaner.DropOdd);
        rows.RemoveAll(row => row.Bodies.Count == 0);
        Attach(rows, components, slope);
        double middle = rows.Count == 0 ? 0 : rows.Average(row => row.CenterX);
        return [.. rows.OrderBy(row => row.CenterY + (SlopeOf(row, slope) * (middle - row.CenterX)))];
    }

    /// <summary>The median slope of the rows that have one, weighted by their bodies.</summary>
    internal static double PageSlope(List<WritingRow> rows)
    {
        double[] slopes = [.. rows.Where(row => row.Bodies.Count >= LeastForSlope).SelectMany(row => Enumerable.Repeat(row.Slope(0), row.Bodies.Count))];
        return slopes.Length == 0 ? 0 : WritingRow.Median(slopes);
    }

    internal static double SlopeOf(WritingRow row, double pageSlope) => row.Bodies.Count >= LeastForSlope ? row.Slope(pageSlope) : pageSlope;

    /// <summary>Gives bodies above or below another one of their row, off its line, rows of their own: the chain has climbed to the next row.</summary>
    private static void Part(List<WritingRow> rows, double slope)
    {
        foreach (WritingRow row in rows.Where(row => row.Bodies.Count > 2).ToArray())
        {
            double tilt = SlopeOf(row, slope);
            double line = WritingRow.Median(row.Bodies.Select(Offset));
            Component[] strays =
                [.. row.Bodies.Where(body => Math.Abs(Offset(body) - line) > MostOff * row.BodyHeight && row.Bodies.Any(other => IsBeyond(body, other)))];
            if (strays.Length == 0 || strays.Length == row.Bodies.Count)
                continue;
            row.Drop(strays.Contains);
            rows.AddRange(strays.Select(body => new WritingRow([body])));

            double Offset(Component body) => body.CenterY - (tilt * body.CenterX);
        }
    }

    /// <summary>Whether two digits stand above one another.</summary>
    private static bool IsBeyond(Component body, Component other) =>
        Math.Min(body.Right, other.Right) - Math.Max(body.Left, other.Left) > 0.4 * Math.Min(body.Width, other.Width)
        && (body.Bottom <= other.Top + (0.1 * other.Height) || other.Bottom <= body.Top + (0.1 * body.Height))
        && Math.Max(body.Height, other.Height) < 2 * Math.Min(body.Height, other.Height);

    /// <summary>Joins rows that lie on one line, however wide the gap between them is; those that are nearest first.</summary>
    private static void Merge(List<WritingRow> rows, double slope)
    {
        PriorityQueue<(WritingRow First, WritingRow Second), (double Gap, int Order)> pairs = new();
        HashSet<WritingRow> left = [.. rows];
        int offered = 0;
        rows.Sort((a, b) => a.Left.CompareTo(b.Left));
        for (int i = 0; i < rows.Count; i++)
        {
            for (int j = i + 1; j < rows.Count; j++)
                Offer(rows[i], rows[j]);
        }

        while (pairs.TryDequeue(out (WritingRow First, WritingRow Second) pair, out _))
        {
            if (!left.Contains(pair.First) || !left.Contains(pair.Second))
                continue;
            WritingRow both = new(pair.First.Bodies.Concat(pair.Second.Bodies));
            left.Remove(pair.First);
            left.Remove(pair.Second);
            foreach (WritingRow other in left)
                Offer(other.Left < both.Left ? other : both, other.Left < both.Left ? both : other);
            left.Add(both);
        }

        rows.Clear();
        rows.AddRange(left.OrderBy(row => row.Left));

        void Offer(WritingRow first, WritingRow second)
        {
            if (IsOneLine(first, second, slope))
                pairs.Enqueue((first, second), (second.Left - first.Right, offered++));
        }
    }

    private static bool IsOneLine(WritingRow a, WritingRow b, double slope)
    {
        (double smaller, double taller) = (Math.Min(a.BodyHeight, b.BodyHeight), Math.Max(a.BodyHeight, b.BodyHeight));
        if (taller > 1.7 * smaller)
            return false;
        if (b.Left < a.Right - (0.5 * smaller))
        {
            // Within the other's width: where nothing of the other is.
            return b.Bodies.All(body => a.Bodies.All(other => body.Left >= other.Right || body.Right <= other.Left)
                && Math.Abs(body.CenterY - Near(a, body).CenterY) < 0.4 * taller);
        }

        Component last = a.Bodies[^1], first = b.Bodies[0];
        double across = first.CenterX - last.CenterX;
        double rise = first.CenterY - last.CenterY;
        double most = across > 8 * taller ? 0.6 : 0.5;
        return Math.Abs(rise - (across * SlopeOf(a, slope))) < most * taller && Math.Abs(rise - (across * SlopeOf(b, slope))) < most * taller;
    }

    /// <summary>What stands alone but is small beside a row's digits, and among them, is a part of that row, such as the bar of a 5.</summary>
    private static void Absorb(List<WritingRow> rows, double slope)
    {
        foreach (WritingRow part in rows.Where(row => row.Bodies.Count == 1).ToArray())
        {
            Component small = part.Bodies[0];
            WritingRow? whole = rows.Where(row => row != part && row.Bodies.Sum(body => body.Area) > small.Area
                && (IsPart(small, row, slope) || row.Bodies.Any(body => IsPartOf(small, body, row.BodyHeight))))
                .MaxBy(row => row.Bodies.Count);
            if (whole is null)
                continue;
            whole.Marks.Add(small);
            rows.Remove(part);
        }
    }

    private static bool IsPart(Component small, WritingRow row, double slope) =>
        small.Height < 0.65 * row.BodyHeight && small.CenterX > row.Left && small.CenterX < row.Right && Reaches(row, small, slope);

    /// <summary>Whether a component is so close above or below a body that both are one digit.</summary>
    private static bool IsPartOf(Component part, Component body, double height)
    {
        int shared = Math.Min(part.Right, body.Right) - Math.Max(part.Left, body.Left);
        int gap = Math.Max(part.Top, body.Top) - Math.Min(part.Bottom, body.Bottom);
        int both = Math.Max(part.Bottom, body.Bottom) - Math.Min(part.Top, body.Top);
        return part.Area < body.Area && shared > 0.4 * Math.Min(part.Width, body.Width) && gap < 0.3 * height && both < 1.5 * height;
    }

    private static Component Near(WritingRow row, Component to) => row.Bodies.MinBy(body => Math.Abs(body.CenterX - to.CenterX))!;

    /// <summary>Gives every other component to the row in whose reach it lies.</summary>
    private static void Attach(List<WritingRow> rows, IReadOnlyList<Component> components, double slope)
    {
        HashSet<Component> taken = [.. rows.SelectMany(row => row.Bodies)];
        foreach (Component component in components.Where(component => !taken.Contains(component)))
        {
            WritingRow? row = rows.Where(row => component.Height < 0.8 * row.BodyHeight && Reaches(row, component, slope))
                .MinBy(row => Math.Abs(component.CenterY - Near(row, component).CenterY));
            row?.Marks.Add(component);
        }
    }

    private static bool Reaches(WritingRow row, Component component, double slope)
    {
        double height = row.BodyHeight;
        if (component.Left >= row.Right + height || component.Right <= row.Left - height)
            return false;
        Component near = Near(row, component);
        double rise = component.CenterY - near.CenterY - (SlopeOf(row, slope) * (component.CenterX - near.CenterX));
        return Math.Abs(rise) < 0.75 * height;
    }
}
