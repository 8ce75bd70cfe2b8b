using System.Numerics;
using Digits.Data;

namespace Digits.Photographs;

/// <summary>
/// Lines of digits in a style that no hand writes, to train a reader further on: the seven segments of a meter, or the dots of a sign, one style a set.
/// </summary>
internal sealed class StyleStrings(string style, ulong seed)
{
    /// <summary>The styles.</summary>
    public static readonly IReadOnlyList<string> Styles = ["segments", "dots"];

    // Which of the segments are lit: top, upper left, upper right, middle, lower left, lower right, bottom.
    private static readonly string[] _segments =
        ["1110111", "0010010", "1011101", "1011011", "0111010", "1101011", "1101111", "1010010", "1111111", "1111011"];

    // Five by seven dots, row after row.
    private static readonly string[] _dots =
    [
        "01110 10001 10011 10101 11001 10001 01110", "00100 01100 00100 00100 00100 00100 01110", "01110 10001 00001 00010 00100 01000 11111",
        "11111 00010 00100 00010 00001 10001 01110", "00010 00110 01010 10010 11111 00010 00010", "11111 10000 11110 00001 00001 10001 01110",
        "00110 01000 10000 11110 10001 10001 01110", "11111 00001 00010 00100 01000 01000 01000", "01110 10001 10001 01110 10001 10001 01110",
        "01110 10001 10001 01111 00001 00010 01100",
    ];

    /// <summary>The kind of all pictures.</summary>
    public string KindOf(int number) => style;

    public Photograph Make(int number)
    {
        SeededRandom random = new(seed, (ulong)number);
        int count = random.Whole(2, 7);
        float height = random.Between(34, 70);
        float pitch = height * random.Between(0.68f, 0.85f);
        int width = (int)(pitch * count + height * random.Between(0.3f, 0.8f));
        int tall = (int)(height * random.Between(1.3f, 1.8f));
        float left = 0.5f * (width - pitch * count) + 0.1f * pitch;
        float top = 0.5f * (tall - height);
        float slant = random.Between(0, 0.12f);
        float breadth = height * random.Between(0.08f, 0.13f);
        using Stencil stencil = new(width, tall);
        List<TrueDigit> digits = [];
        for (int i = 0; i < count; i++)
        {
            int digit = random.NextInt(10);
            Vector2 corner = new(left + i * pitch, top);
            if (style == "segments")
                DrawSegments(stencil, _segments[digit], corner, height, breadth, slant);
            else
                DrawDots(stencil, _dots[digit], corner, height, breadth, slant);
            digits.Add(new TrueDigit(0, (char)('0' + digit), (int)corner.X, (int)top, (int)(0.6f * height), (int)height));
        }

        return Printed(stencil, width, tall, digits, random);
    }

    private static void DrawSegments(Stencil stencil, string lit, Vector2 corner, float height, float breadth, float slant)
    {
        float width = 0.52f * height;
        float half = 0.5f * height;
        float gap = 0.75f * breadth;
        (Vector2 From, Vector2 To)[] segments =
        [
            (new(gap, 0), new(width - gap, 0)),
            (new(0, gap), new(0, half - gap)),
            (new(width, gap), new(width, half - gap)),
            (new(gap, half), new(width - gap, half)),
            (new(0, half + gap), new(0, height - gap)),
            (new(width, half + gap), new(width, height - gap)),
            (new(gap, height), new(width - gap, height)),
        ];
        for (int i = 0; i < segments.Length; i++)
        {
            if (lit[i] == '1')
                stencil.Curve([Leaning(corner, segments[i].From, height, slant), Leaning(corner, segments[i].To, height, slant)], breadth);
        }
    }

    private static void DrawDots(Stencil stencil, string rows, Vector2 corner, float height, float breadth, float slant)
    {
        float step = height / 7;
        string[] lines = rows.Split(' ');
        for (int y = 0; y < lines.Length; y++)
        {
            for (int x = 0; x < lines[y].Length; x++)
            {
                Vector2 dot = Leaning(corner, new Vector2((x + 0.5f) * step, (y + 0.5f) * step), height, slant);
                if (lines[y][x] == '1')
                    stencil.Curve([dot, dot + new Vector2(0.01f, 0)], MathF.Min(breadth, 0.8f * step));
            }
        }
    }

    private static Vector2 Leaning(Vector2 corner, Vector2 point, float height, float slant) => corner + point + new Vector2((height - point.Y) * slant, 0);

    private static Photograph Printed(Stencil stencil, int width, int height, List<TrueDigit> digits, SeededRandom random)
    {
        Noise noise = new(random);
        Sheet sheet = new(width, height, noise);
        bool isLit = random.Chance(0.4f);
        Vector3 dark = random.Near(Draws.Color(40, 42, 45), 0.3f);
        Vector3 bright = random.Near(Draws.Color(205, 210, 200), 0.15f);
        for (int i = 0; i < sheet.Paper.Pixels.Length; i++)
            sheet.Paper.Pixels[i] = (isLit ? dark : bright) * (1 + 0.08f * noise.Fractal(i % width / 20f, i / width / 20f, 3));
        sheet.Print(stencil, isLit ? bright : dark, random.Between(0.75f, 1));
        int quality = random.Chance(0.5f) ? 0 : random.Whole(60, 95);
        Sensor sensor = new(random.Between(0.3f, 1.1f), 0, random.Between(0, 0.02f), 0, random.Between(0.7f, 0.95f), 1, 0, quality);
        return new Photograph(sensor.Expose(sheet.Paper, random, noise), sensor.Quality > 0 ? ".jpg" : ".png", digits);
    }
}
