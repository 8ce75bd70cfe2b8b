namespace Digits.Data;

/// <summary>Letters put together from two or three simple parts, side by side or one above another, as in Korean or Chinese writing.</summary>
internal static class ComposedLetters
{
    // Parts in a box of 100 by 100.
    private static readonly Skeleton[] _parts =
    [
        .. new[]
        {
            "0,0 50,0 100,0! 100,50 100,100", "0,0 0,50 0,100! 50,100 100,100", "100,0 50,0 0,0! 0,50 0,100! 50,100 100,100", "0,0 0,100! 100,100! 100,0! 0,0",
            "50,0 30,50 0,100 | 50,20 70,60 100,100", "0,0 50,0 100,0! 60,50 0,100 | 50,50 70,70 100,100", "50,0 50,50 50,100", "0,50 50,50 100,50",
            "40,0 40,50 40,100 | 40,50 70,50 100,50", "60,0 60,50 60,100 | 60,50 30,50 0,50", "0,100 50,100 100,100 | 50,100 50,50 50,20",
            "0,0 50,0 100,0 | 50,0 50,50 50,90",
            "30,0 30,50 30,100 | 70,0 70,50 70,100 | 30,50 50,50 70,50", "50,0 10,20 0,50 10,80 50,100 90,80 100,50 90,20 50,0",
            "100,0 50,0 0,0! 0,50 0,100! 50,100 100,100 | 0,50 50,50 90,50", "20,0 20,50 20,100 | 80,0 80,50 80,100 | 20,40 50,40 80,40 | 20,100 50,100 80,100",
            "0,20 30,20 60,20! 60,60 60,100 | 90,0 90,50 90,100", "0,0 50,50 100,100 | 100,0 50,50 0,100",
        }.Select(Skeleton.Parse),
    ];

    /// <summary>A new letter.</summary>
    public static Skeleton Draw(SeededRandom random)
    {
        (float X, float Y, float Width, float Height)[] cells = random.NextInt(5) switch
        {
            0 => [(0, 0, 44, 100), (58, 0, 44, 100)],
            1 => [(0, 0, 90, 44), (0, 58, 90, 44)],
            2 => [(0, 0, 44, 50), (56, 0, 40, 50), (0, 62, 96, 40)],
            3 => [(0, 0, 32, 100), (40, 0, 30, 100), (78, 0, 24, 100)],
            _ => [(0, 0, 90, 28), (0, 36, 90, 28), (0, 72, 90, 28)],
        };
        return SkeletonBox.Fill([.. cells.SelectMany(cell => Place(_parts[random.NextInt(_parts.Length)], cell, random))], random);
    }

    private static ControlPoint[][] Place(Skeleton part, (float X, float Y, float Width, float Height) cell, SeededRandom random)
    {
        float x = cell.X + (10 * (random.NextSingle() - 0.5f));
        float y = cell.Y + (10 * (random.NextSingle() - 0.5f));
        float width = cell.Width * (0.8f + (0.35f * random.NextSingle())) / 100;
        float height = cell.Height * (0.8f + (0.35f * random.NextSingle())) / 100;
        return Array.ConvertAll(
            part.Strokes, stroke => Array.ConvertAll(stroke, point => new ControlPoint(x + (width * point.X), y + (height * point.Y), point.IsCorner)));
    }
}
