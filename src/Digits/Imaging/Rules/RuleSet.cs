namespace Digits.Imaging;

/// <summary>
/// Tells ruled lines, table lines and boxes from the straight strokes of digits: by their length, by what they touch, and by how many alike there are.
/// </summary>
/// <param name="ink">How dark the page is.</param>
/// <param name="mask">Where ink is.</param>
internal sealed class RuleSet(Plane ink, Mask mask)
{
    /// <summary>Lines of so much of the page's side are rules, and shorter ones that reach its edge.</summary>
    private const double LongShare = 0.7, LongAtEdgeShare = 0.3;

    /// <summary>A line that is not long is a rule where so many of at least this share of the page's side run beside one another.</summary>
    private const double ParallelShare = 0.22;
    private const int LeastParallels = 3;

    /// <summary>Strokes of digits that lean less than this from the upright of a cell, and are as thin, would be taken for its wall.</summary>
    private const double MostLean = 0.05;

    /// <summary>A wall is at most so many times as dark as the rules that it joins: a pen is darker than what is printed to be written on.</summary>
    private const double MostInk = 1.4;

    /// <summary>So many lines of one length on a rule are its teeth.</summary>
    private const int LeastTeeth = 3;

    /// <summary>More lines than these are texture: only the long ones may be rules, and what joins them is chance.</summary>
    private const int MostLines = 4000;

    /// <summary>A comb is at least so long, in pixels, and has so many teeth.</summary>
    private const int LeastComb = 40, LeastCombTeeth = 4;

    /// <summary>Boxes have sides of at least so many pixels.</summary>
    private const int LeastBox = 14;

    /// <summary>Chooses the rules.</summary>
    /// <param name="level">Lines from left to right.</param>
    /// <param name="upright">Lines from top to bottom.</param>
    /// <returns>Those that are rules, of each kind.</returns>
    internal (List<Rule> Level, List<Rule> Upright) Choose(List<Rule> level, List<Rule> upright)
    {
        List<Rule> levelRules = Long(level, ink.Width, ink.Height, LeastParallels);
        List<Rule> uprightRules = Long(upright, ink.Height, ink.Width, LeastParallels + 1);
        if (level.Count + upright.Count > MostLines)
            return (levelRules, uprightRules);

        AddBoxes(level, upright, levelRules, uprightRules);
        AddCombs(level, upright, levelRules, uprightRules);
        double most = MostInk * Ink(levelRules, uprightRules);
        for (int round = 0; round < 3; round++)
        {
            int before = levelRules.Count + uprightRules.Count;
            AddWalls(upright.FindAll(line => InkOf(line, isUpright: true) <= most), levelRules, uprightRules);
            AddWalls(level.FindAll(line => InkOf(line, isUpright: false) <= most), uprightRules, levelRules);
            AddTeeth(upright, levelRules, uprightRules);
            if (levelRules.Count + uprightRules.Count == before)
                break;
        }

        AddContinued(level.FindAll(line => InkOf(line, isUpright: false) <= most), levelRules);
        AddContinued(upright.FindAll(line => InkOf(line, isUpright: true) <= most), uprightRules);
        return (levelRules, uprightRules);
    }

    /// <summary>Lines that continue a rule beyond what interrupts it, such as writing.</summary>
    private static void AddContinued(List<Rule> lines, List<Rule> rules)
    {
        Rule[] known = [.. rules];
        rules.AddRange(lines.Except(known).Where(line => known.Any(rule => Continues(line, rule))));
    }

    private static bool Continues(Rule line, Rule rule)
    {
        int end = line.Start > rule.End ? rule.End : rule.Start;
        double center = rule.CenterAt(end);
        return line.Thickness <= rule.Thickness + 1.5 && IsNear(line.Start) && IsNear(line.End);

        bool IsNear(int at) =>
            Math.Abs(center + (rule.OverallSlope * (at - end)) - line.CenterAt(at)) <= 1.5 + (0.01 * Math.Abs(at - end));
    }

    /// <summary>The median ink of rules.</summary>
    private double Ink(List<Rule> levelRules, List<Rule> uprightRules)
    {
        double[] inks = [.. levelRules.Select(rule => InkOf(rule, isUpright: false)), .. uprightRules.Select(rule => InkOf(rule, isUpright: true))];
        return inks.Length == 0 ? 0 : WritingRow.Median(inks);
    }

    private double InkOf(Rule rule, bool isUpright) => rule.Runs.Average(run =>
    {
        int across = (run.From + run.To - 1) / 2;
        return ink.Values[isUpright ? (run.At * ink.Width) + across : (across * ink.Width) + run.At];
    });

    /// <summary>Rules by their length.</summary>
    private static List<Rule> Long(List<Rule> lines, int along, int across, int leastParallels)
    {
        double edge = 2 + (0.02 * along);
        int parallels = lines.Count(line => line.Length >= ParallelShare * along);
        return [.. lines.Where(line =>
            line.Length >= LongShare * along
            || (line.Length >= LongAtEdgeShare * along && (line.Start <= edge || line.End >= along - 1 - edge))
            || (line.Length >= ParallelShare * along && parallels >= leastParallels && line.Length >= 15 * line.Thickness)
            || (line.Length >= ParallelShare * along && (line.CenterAt(line.Start) < 0.02 * across || line.CenterAt(line.Start) > 0.98 * across))),];
    }

    /// <summary>Lines that end on rules at both ends, or cross two, at right angles: walls of cells.</summary>
    private static void AddWalls(List<Rule> lines, List<Rule> rules, List<Rule> walls)
    {
        foreach (Rule line in lines.Except(walls).ToArray())
        {
            Rule[] met = [.. rules.Where(rule => Meets(line, rule))];
            if (met.Length < 2)
                continue;
            double thickness = met.Max(rule => rule.Thickness);
            double slope = met.Average(rule => rule.OverallSlope);
            bool isAlike = line.Thickness <= (1.5 * thickness) + 1 && Math.Abs(line.OverallSlope + slope) <= MostLean;
            bool reaches = met.Any(rule => EndsOn(line, rule, line.Start)) && met.Any(rule => EndsOn(line, rule, line.End));
            if (isAlike && (reaches || met.Length > 2))
                walls.Add(line);
        }
    }

    /// <summary>Lines of one length that stand on a rule or hang from it: the teeth of a comb, or walls of cells that are open on one side.</summary>
    private static void AddTeeth(List<Rule> lines, List<Rule> rules, List<Rule> teeth)
    {
        HashSet<Rule> known = [.. teeth];
        foreach (Rule rule in rules)
        {
            Rule[] ending = [.. lines.Where(line => !known.Contains(line) && line.Thickness <= (1.5 * rule.Thickness) + 1
                && Math.Abs(line.OverallSlope + rule.OverallSlope) <= 2 * MostLean && (EndsOn(line, rule, line.Start) || EndsOn(line, rule, line.End))),];
            foreach (Rule line in ending)
            {
                Rule[] alike = [.. ending.Where(other => Math.Abs(other.Length - line.Length) <= 2 + (0.1 * line.Length))];
                if (alike.Length >= LeastTeeth)
                    teeth.AddRange(alike.Where(known.Add));
            }
        }
    }

    /// <summary>Combs: a short line with teeth of one length on it, one at each end, whose distances are all multiples of the least.</summary>
    private static void AddCombs(List<Rule> level, List<Rule> upright, List<Rule> levelRules, List<Rule> uprightRules)
    {
        foreach (Rule spine in level.Except(levelRules).Where(line => line.Length >= LeastComb).ToArray())
        {
            Rule[] ending = [.. upright.Where(line => line.Length < 0.5 * spine.Length && line.Thickness <= (1.5 * spine.Thickness) + 1
                && (EndsOn(line, spine, line.End) || EndsOn(line, spine, line.Start))),];
            foreach (Rule tooth in ending)
            {
                Rule[] alike = [.. ending.Where(other => Math.Abs(other.Length - tooth.Length) <= 2 + (0.15 * tooth.Length)).OrderBy(Place)];
                if (alike.Length < LeastCombTeeth || !IsComb(spine, [.. alike.Select(Place)]))
                    continue;
                levelRules.Add(spine);
                uprightRules.AddRange(alike.Except(uprightRules));
                break;
            }
        }

        static double Place(Rule line) => line.CenterAt((line.Start + line.End) / 2);
    }

    private static bool IsComb(Rule spine, double[] places)
    {
        double tolerance = 4 + (2 * spine.Thickness);
        if (Math.Abs(places[0] - spine.Start) > tolerance || Math.Abs(places[^1] - spine.End) > tolerance)
            return false;
        double least = places.Zip(places.Skip(1), (a, b) => b - a).Min();
        return least >= LeastBox && places.Zip(places.Skip(1), (a, b) => (b - a) / least).All(cells => Math.Abs(cells - Math.Round(cells)) <= 0.12 * cells);
    }

    /// <summary>Closed boxes that hold something, and empty ones of the same size.</summary>
    private void AddBoxes(List<Rule> level, List<Rule> upright, List<Rule> levelRules, List<Rule> uprightRules)
    {
        List<RuleBox> boxes = RuleBox.Find(level.FindAll(line => line.Length >= LeastBox), upright.FindAll(line => line.Length >= LeastBox));
        RuleBox[] full = [.. boxes.Where(box => box.HoldsInk(mask))];
        foreach (RuleBox box in boxes.Where(box => full.Any(box.IsAlike)))
        {
            levelRules.AddRange(new[] { box.Top, box.Bottom }.Except(levelRules));
            uprightRules.AddRange(new[] { box.Left, box.Right }.Except(uprightRules));
        }
    }

    /// <summary>Whether two lines at right angles cross or touch.</summary>
    internal static bool Meets(Rule line, Rule other)
    {
        double tolerance = 3 + line.Thickness + other.Thickness;
        if (other.Highest < line.Start - tolerance || other.Lowest > line.End + tolerance
            || line.Highest < other.Start - tolerance || line.Lowest > other.End + tolerance)
        {
            return false;
        }

        double at = other.CenterAt((int)line.CenterAt((line.Start + line.End) / 2));
        double across = line.CenterAt((int)at);
        return at >= line.Start - tolerance && at <= line.End + tolerance && across >= other.Start - tolerance && across <= other.End + tolerance;
    }

    /// <summary>Whether a line ends on another at right angles.</summary>
    internal static bool EndsOn(Rule line, Rule other, int end)
    {
        double tolerance = 3 + line.Thickness + other.Thickness;
        return Meets(line, other) && Math.Abs(other.CenterAt((int)line.CenterAt(end)) - end) <= tolerance;
    }
}
