using System.Numerics;

namespace Digits.Data;

/// <summary>Letters made in other ways than those that are trained on, to measure how well a network tells what it has never seen from a digit.</summary>
internal static class UnseenLetters
{
    /// <summary>Straight strokes between the points of a grid of three by three, none used twice, as in runes: four to seven.</summary>
    public static Skeleton Rune(SeededRandom random)
    {
        List<ControlPoint[]> strokes = [];
        HashSet<(int, int)> used = [];
        int at = random.NextInt(9);
        int wanted = 4 + random.NextInt(4);
        while (strokes.Count < wanted)
        {
            int to = random.NextInt(9);
            if (to == at || !used.Add((Math.Min(at, to), Math.Max(at, to))))
            {
                at = random.NextInt(9);
                continue;
            }

            Vector2 start = Point(at);
            Vector2 end = Point(to);
            Vector2 middle = (start + end) * 0.5f;
            strokes.Add([new(start.X, start.Y, false), new(middle.X, middle.Y, false), new(end.X, end.Y, false)]);
            at = to;
        }

        return SkeletonBox.Fill([.. strokes], random);
    }

    /// <summary>A closed curve through six to ten points around a middle, out of order, so that it crosses itself.</summary>
    public static Skeleton Knot(SeededRandom random)
    {
        Vector2[] points = new Vector2[6 + random.NextInt(5)];
        foreach (ref Vector2 point in points.AsSpan())
            point = new Vector2(80 * random.NextSingle(), 100 * random.NextSingle());
        return SkeletonBox.Fill([[.. points.Append(points[0]).Select(point => new ControlPoint(point.X, point.Y, false))]], random);
    }

    private static Vector2 Point(int at) => new(at % 3 * 40, at / 3 * 50);
}
