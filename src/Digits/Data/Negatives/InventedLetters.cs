using System.Numerics;

namespace Digits.Data;

/// <summary>Letters of alphabets that do not exist: lines, bows, hooks, loops and zigzags that start on one another, as involved as real letters are.</summary>
internal static class InventedLetters
{
    /// <summary>Fewer turns than this could by chance be a digit.</summary>
    private const int LeastTurns = 5;

    // Sixteen directions, clockwise from the right: literals, so that they are the same on every machine.
    private static readonly Vector2[] _directions =
    [
        new(1, 0), new(0.92388f, 0.38268f), new(0.70711f, 0.70711f), new(0.38268f, 0.92388f), new(0, 1), new(-0.38268f, 0.92388f), new(-0.70711f, 0.70711f),
        new(-0.92388f, 0.38268f), new(-1, 0), new(-0.92388f, -0.38268f), new(-0.70711f, -0.70711f), new(-0.38268f, -0.92388f), new(0, -1),
        new(0.38268f, -0.92388f), new(0.70711f, -0.70711f), new(0.92388f, -0.38268f),
    ];

    /// <summary>A new letter.</summary>
    public static Skeleton Draw(SeededRandom random)
    {
        List<ControlPoint[]> strokes = [];
        for (int turns = 0; turns < LeastTurns && strokes.Count < 6;)
        {
            Vector2 start = Start(strokes, random);
            (ControlPoint[] stroke, int more) = random.NextInt(6) switch
            {
                0 => (Line(start, random), 1),
                1 => (Bow(start, random, 4 + random.NextInt(7)), 1),
                2 => (Hook(start, random), 2),
                3 => (Bow(start, random, 16), 2),
                4 => (Zigzag(start, random), 3),
                _ => (Wave(start, random), 2),
            };
            strokes.Add(stroke);
            turns += more;
        }

        return SkeletonBox.Fill([.. strokes], random);
    }

    /// <summary>A stroke starts where another one starts, ends or passes, or elsewhere.</summary>
    private static Vector2 Start(List<ControlPoint[]> strokes, SeededRandom random)
    {
        if (strokes.Count == 0 || random.NextSingle() < 0.35f)
            return new Vector2(70 * random.NextSingle(), 100 * random.NextSingle());
        ControlPoint[] stroke = strokes[random.NextInt(strokes.Count)];
        ControlPoint point = stroke[random.NextInt(stroke.Length)];
        return new Vector2(point.X, point.Y);
    }

    private static ControlPoint[] Line(Vector2 start, SeededRandom random)
    {
        Vector2 way = Direction(random) * (30 + (60 * random.NextSingle()));
        return Smooth([start, start + (0.5f * way), start + way]);
    }

    /// <summary>A part of an ellipse, in sixteenths; all of it is a loop.</summary>
    private static ControlPoint[] Bow(Vector2 start, SeededRandom random, int sixteenths)
    {
        int from = random.NextInt(16);
        int turn = random.NextInt(2) == 0 ? 1 : 15;
        Vector2 radii = new(10 + (25 * random.NextSingle()), 10 + (30 * random.NextSingle()));
        Vector2 center = start - (radii * _directions[from]);
        return Smooth([.. Enumerable.Range(0, (sixteenths / 2) + 1).Select(i => center + (radii * _directions[(from + (2 * i * turn)) % 16]))]);
    }

    private static ControlPoint[] Hook(Vector2 start, SeededRandom random)
    {
        int direction = random.NextInt(16);
        int turn = random.NextInt(2) == 0 ? 1 : 15;
        float length = 30 + (50 * random.NextSingle());
        float bow = 8 + (14 * random.NextSingle());
        Vector2 end = start + (_directions[direction] * length);
        Vector2 first = end + (_directions[(direction + (2 * turn)) % 16] * bow);
        Vector2 second = first + (_directions[(direction + (5 * turn)) % 16] * bow);
        return Smooth([start, start + (_directions[direction] * (0.5f * length)), end, first, second]);
    }

    private static ControlPoint[] Zigzag(Vector2 start, SeededRandom random)
    {
        List<ControlPoint> points = [new(start.X, start.Y, false)];
        int corners = 3 + random.NextInt(3);
        int direction = random.NextInt(16);
        for (int i = 0; i < corners; i++)
        {
            start += _directions[direction] * (20 + (50 * random.NextSingle()));
            points.Add(new ControlPoint(start.X, start.Y, i < corners - 1));
            direction = (direction + 5 + random.NextInt(7)) % 16;
        }

        return [.. points];
    }

    private static ControlPoint[] Wave(Vector2 start, SeededRandom random)
    {
        int direction = random.NextInt(16);
        Vector2 along = _directions[direction] * (12 + (14 * random.NextSingle()));
        Vector2 across = _directions[(direction + 4) % 16] * (8 + (14 * random.NextSingle()));
        return Smooth([start, start + along + across, start + (2 * along), start + (3 * along) - across, start + (4 * along)]);
    }

    private static Vector2 Direction(SeededRandom random) => _directions[random.NextInt(16)];

    private static ControlPoint[] Smooth(Vector2[] points) => [.. points.Select(point => new ControlPoint(point.X, point.Y, false))];
}
