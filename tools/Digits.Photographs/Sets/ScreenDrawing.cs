using System.Numerics;
using Digits.Data;

namespace Digits.Photographs;

/// <summary>Numbers that are drawn on a screen with a mouse or a finger: lines of one breadth on one color.</summary>
internal static class ScreenDrawing
{
    public static Photograph? Make(IGlyphSource source, SeededRandom random)
    {
        (int width, int height) = random.Pick([(640, 480), (400, 200), (800, 300), (1000, 600), (500, 500)]);
        bool isDark = random.Chance(0.3f);
        Vector3 ground = isDark ? random.Pick([Vector3.Zero, Draws.Color(30, 30, 35)]) : random.Pick([Vector3.One, Vector3.One, Draws.Color(245, 245, 250)]);
        Vector3 color = isDark
            ? random.Pick([Vector3.One, Draws.Color(240, 220, 90)])
            : random.Pick([Vector3.Zero, Vector3.Zero, Draws.Color(200, 30, 30), Draws.Color(30, 60, 200)]);
        Sheet sheet = new(width, height, new Noise(random));
        Array.Fill(sheet.Paper.Pixels, ground);
        Writing writing = new(sheet, source, new WritingPen(color, random.Between(0.02f, 0.09f), 1, 0, false), random);
        Box area = new(0.06f * width, 0.08f * height, 0.88f * width, 0.84f * height);
        if (random.Chance(0.7f))
            Layouts.Row(writing, area, 0.08f);
        else
            Layouts.Rows(writing, area, 0);

        DigitBoxes boxes = new(sheet.Digits, width, height);
        for (int i = 0; i < sheet.Ids.Length; i++)
        {
            if (sheet.Ids[i] > 0)
                boxes.Add(sheet.Ids[i], i % width, i / width);
        }

        if (boxes.Finish() is not { } digits)
            return null;
        Sensor screen = new(0, 0, 0, 0, 1, 1, 0, Quality: random.Chance(0.3f) ? 90 : 0);
        return new Photograph(screen.Encode(sheet.Paper, isLinear: true), screen.Quality > 0 ? ".jpg" : ".png", digits);
    }
}
