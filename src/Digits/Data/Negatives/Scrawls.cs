using System.Numerics;

namespace Digits.Data;

/// <summary>Lines that mean nothing, or more than a letter: scribbles, words in running hand.</summary>
internal static class Scrawls
{
    /// <summary>A pen that wanders about.</summary>
    public static Skeleton Scribble(SeededRandom random)
    {
        int count = 8 + random.NextInt(22);
        ControlPoint[] points = new ControlPoint[count];
        Vector2 at = new(100 * random.NextSingle(), 100 * random.NextSingle());
        bool hasCorners = random.NextSingle() < 0.3f;
        for (int i = 0; i < count; i++)
        {
            points[i] = new ControlPoint(at.X, at.Y, hasCorners);
            Vector2 goal = new(100 * random.NextSingle(), 100 * random.NextSingle());
            at += (0.3f + (0.7f * random.NextSingle())) * (goal - at);
        }

        return SkeletonBox.Fill([points], random);
    }

    /// <summary>Humps, hollows and loops one after another, as in a word: three to seven.</summary>
    public static Skeleton RunningHand(SeededRandom random)
    {
        int humps = 3 + random.NextInt(5);
        float step = 12 + (16 * random.NextSingle());
        float loops = random.NextSingle() < 0.4f ? random.NextSingle() : 0;
        float uneven = 0.4f * random.NextSingle();
        List<ControlPoint> points = [];
        float x = 0;
        for (int i = 0; i <= 2 * humps; i++)
        {
            float y = i % 2 == 0 ? 100 - (100 * uneven * random.NextSingle()) : 100 * uneven * random.NextSingle();
            points.Add(new ControlPoint(x, y, false));
            x += step * (0.6f + (0.8f * random.NextSingle()));
            if (random.NextSingle() < loops)
            {
                points.Add(new ControlPoint(x, 0.5f * y, false));
                x -= step;
            }
        }

        // In half of them a bow goes over or before the rest, as in the scripts of South and Southeast Asia.
        ControlPoint[][] strokes = random.NextSingle() < 0.5f
            ? [[.. points]]
            : [[.. points], [new(-0.2f * x, 60, false), new(0.1f * x, -30, false), new(0.6f * x, -40, false), new(x, 10, false), new(1.05f * x, 90, false)]];
        return SkeletonBox.Fill(strokes, random);
    }

    /// <summary>Pieces of ruled lines, tables, frames and edges of paper.</summary>
    public static Skeleton Rules(SeededRandom random)
    {
        int across = random.NextInt(4);
        int down = random.NextInt(4);
        if (down > 0 && across == 0)
            across = 1;
        if (across == 0)
            across = 1 + random.NextInt(3);
        List<ControlPoint[]> strokes = [];
        for (int i = 0; i < across; i++)
        {
            float y = 100 * (i + random.NextSingle()) / across;
            float drop = 16 * (random.NextSingle() - 0.5f);
            strokes.Add(Straight(random.NextSingle() * 20, y, 100 - (random.NextSingle() * 20), y + drop));
        }

        for (int i = 0; i < down; i++)
        {
            float x = 100 * (i + random.NextSingle()) / down;
            float lean = 16 * (random.NextSingle() - 0.5f);
            strokes.Add(Straight(x, random.NextSingle() * 20, x + lean, 100 - (random.NextSingle() * 20)));
        }

        return SkeletonBox.Fill([.. strokes], random);
    }

    private static ControlPoint[] Straight(float x0, float y0, float x1, float y1) =>
        [new(x0, y0, false), new(0.5f * (x0 + x1), 0.5f * (y0 + y1), false), new(x1, y1, false)];
}
