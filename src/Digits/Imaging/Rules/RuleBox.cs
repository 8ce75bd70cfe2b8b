namespace Digits.Imaging;

/// <summary>Four lines that close a box.</summary>
internal sealed record RuleBox(Rule Left, Rule Top, Rule Right, Rule Bottom)
{
    /// <summary>More lines than this are a texture, in which boxes are not looked for.</summary>
    private const int MostLines = 600;

    private double X => Left.CenterAt((Left.Start + Left.End) / 2);

    private double Y => Top.CenterAt((Top.Start + Top.End) / 2);

    private double Width => Right.CenterAt((Right.Start + Right.End) / 2) - X;

    private double Height => Bottom.CenterAt((Bottom.Start + Bottom.End) / 2) - Y;

    /// <summary>Finds boxes whose four lines end on one another.</summary>
    internal static List<RuleBox> Find(List<Rule> level, List<Rule> upright)
    {
        List<RuleBox> boxes = [];
        if (level.Count + upright.Count > MostLines)
            return boxes;
        foreach (Rule top in level)
        {
            Rule[] walls = [.. upright.Where(wall => RuleSet.EndsOn(wall, top, wall.Start))];
            Rule[] lefts = [.. walls.Where(wall => RuleSet.EndsOn(top, wall, top.Start))];
            Rule[] rights = [.. walls.Where(wall => RuleSet.EndsOn(top, wall, top.End))];
            foreach (Rule left in lefts)
            {
                foreach (Rule right in rights.Where(right => right != left))
                {
                    Rule? bottom = level.Find(line => line != top && RuleSet.EndsOn(left, line, left.End) && RuleSet.EndsOn(right, line, right.End)
                        && RuleSet.EndsOn(line, left, line.Start) && RuleSet.EndsOn(line, right, line.End));
                    if (bottom is not null)
                        boxes.Add(new RuleBox(left, top, right, bottom));
                }
            }
        }

        return boxes;
    }

    /// <summary>Whether there is ink inside, away from the sides.</summary>
    internal bool HoldsInk(Mask mask)
    {
        double edge = 3 + (2 * Math.Max(Math.Max(Left.Thickness, Right.Thickness), Math.Max(Top.Thickness, Bottom.Thickness)));
        int left = (int)(X + edge), right = (int)(X + Width - edge), top = (int)(Y + edge), bottom = (int)(Y + Height - edge);
        int ink = 0;
        for (int y = Math.Max(0, top); y < Math.Min(mask.Height, bottom); y++)
        {
            for (int x = Math.Max(0, left); x < Math.Min(mask.Width, right); x++)
                ink += mask[x, y] ? 1 : 0;
        }

        return right > left && bottom > top && ink > 0.02 * (right - left) * (bottom - top);
    }

    /// <summary>Whether another box is of the same size.</summary>
    internal bool IsAlike(RuleBox other) =>
        Math.Abs(Width - other.Width) <= 2 + (0.15 * Width) && Math.Abs(Height - other.Height) <= 2 + (0.15 * Height);
}
