using System.Globalization;

namespace Digits.Data;

/// <summary>
/// The path of the pen through one digit: strokes of control points, x to the right and y down, the digit 100 units high.
/// Written as <c>"10,20 30,5! 50,40 | 0,60 40,58"</c>: points in the order of writing, <c>!</c> where the pen turns a corner,
/// <c>|</c> where it is lifted.
/// </summary>
internal sealed class Skeleton
{
    /// <summary>Takes over strokes of at least two points each.</summary>
    public Skeleton(ControlPoint[][] strokes) => Strokes = strokes;

    public ControlPoint[][] Strokes { get; }

    public static Skeleton Parse(string text)
    {
        return new Skeleton([.. text.Split('|').Select(stroke => stroke.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ParsePoint).ToArray())]);
    }

    /// <summary>The weighted mean of skeletons that have the same strokes, point for point; the weights add up to 1.</summary>
    public static Skeleton Blend(ReadOnlySpan<Skeleton> skeletons, ReadOnlySpan<float> weights)
    {
        ControlPoint[][] strokes = new ControlPoint[skeletons[0].Strokes.Length][];
        for (int s = 0; s < strokes.Length; s++)
        {
            strokes[s] = new ControlPoint[skeletons[0].Strokes[s].Length];
            for (int p = 0; p < strokes[s].Length; p++)
            {
                float x = 0;
                float y = 0;
                for (int k = 0; k < skeletons.Length; k++)
                {
                    x += weights[k] * skeletons[k].Strokes[s][p].X;
                    y += weights[k] * skeletons[k].Strokes[s][p].Y;
                }

                strokes[s][p] = new ControlPoint(x, y, skeletons[0].Strokes[s][p].IsCorner);
            }
        }

        return new Skeleton(strokes);
    }

    private static ControlPoint ParsePoint(string text)
    {
        string[] xy = text.TrimEnd('!').Split(',');
        return new ControlPoint(
            float.Parse(xy[0], CultureInfo.InvariantCulture), float.Parse(xy[1], CultureInfo.InvariantCulture), text.EndsWith('!'));
    }
}
