using System.Numerics;
using Digits.Data;

namespace Digits.Photographs;

/// <summary>Joined-up writing that says nothing: words of small letters as a hurried hand writes them.</summary>
internal static class Cursive
{
    // Points of one letter, x to the right and y up in units of the height of an a; each begins and ends on the line.
    private static readonly string[] _letters =
    [
        "0.7,0.9 0.2,0.8 0.1,0.3 0.5,0.05 0.8,0.9 0.8,0.2 1.1,0.1", // a
        "0.3,0.4 0.7,0.7 0.4,1 0.1,0.5 0.4,0 0.9,0.2", // e
        "0.2,0.9 0.2,0 0.3,0.8 0.6,0.9 0.6,0 0.7,0.8 1,0.9 1,0.1 1.3,0.1", // m
        "0.2,0.9 0.2,0 0.4,0.9 0.7,0.8 0.7,0.1 1,0.1", // n
        "0.2,0.9 0.2,0.2 0.5,0 0.8,0.9 0.8,0.1 1.1,0.1", // u
        "0.4,1.9 0.2,1.8 0.2,0 0.5,0.9 0.7,0.5 0.7,0 1,0.1", // h
        "0.3,1.6 0.2,0.2 0.5,0 0.7,0.2", // t
        "0.2,0.8 0.4,1.1 0.6,0.8 0.6,0.1 0.9,0.1", // r
        "0.4,1 0.6,0.4 0.3,0 0.1,0.1 0.8,0.2", // s
        "0.1,0.8 0.3,0 0.5,0.7 0.8,0 1,0.9 1.2,0.8", // w
        "0.7,0.8 0.3,0.9 0.1,0.4 0.5,0 0.9,0.2", // c
        "0.7,0.9 0.2,0.7 0.4,0 0.8,0.9 0.7,-0.9 0.3,-0.8 1,0.1", // g
        "0.2,0.8 0.5,0.1 0.8,0.9 0.5,-0.8 0.2,-0.7 1,0.2", // y
        "0.7,0.9 0.2,0.7 0.2,0.1 0.7,0.2 0.8,1.9 0.8,0.1 1.1,0.1", // d
        "0.3,0.2 0.6,1.5 0.4,1.9 0.3,0.2 0.3,-0.7 0.5,0.1 0.8,0.2", // f
        "0.1,0.9 0.7,0.9 0.2,0.1 0.8,0.1 1,0.2", // z
    ];

    /// <summary>Words along a line from <paramref name="left"/> to <paramref name="right"/>.</summary>
    public static void Line(Stencil stencil, float left, float right, float y, float size, float breadth, SeededRandom random)
    {
        for (float x = left; x < right - 3 * size;)
        {
            float end = Word(stencil, x, y, size, breadth, random.Whole(3, 8), random);
            x = end + size * random.Between(0.5f, 1.1f);
        }
    }

    /// <summary>One word; returns where it ends.</summary>
    public static float Word(Stencil stencil, float x, float y, float size, float breadth, int letters, SeededRandom random)
    {
        List<Vector2> path = [new(x, y)];
        float slant = random.Between(0, 0.35f);
        float width = random.Between(0.8f, 1.2f);
        float pen = x;
        for (int i = 0; i < letters; i++)
        {
            string[] points = random.Pick(_letters).Split(' ');
            float reach = 0;
            foreach (string point in points)
            {
                string[] xy = point.Split(',');
                float px = float.Parse(xy[0]) + 0.06f * random.Normal();
                float py = float.Parse(xy[1]) * (1 + 0.08f * random.Normal());
                reach = MathF.Max(reach, px);
                path.Add(new Vector2(pen + (px * width + py * slant) * size, y - py * size));
            }

            pen += reach * width * size;
        }

        stencil.Curve(path, breadth);
        return pen;
    }
}
