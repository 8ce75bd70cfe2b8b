using System.Numerics;
using Digits.Data;

namespace Digits.Photographs;

/// <summary>Fills a sheet with paper: its color, fibers, dents, folds and what shows through from the other side.</summary>
internal static class PaperMaker
{
    private static readonly Vector3[] _colors =
    [
        Draws.Color(244, 244, 242), Draws.Color(250, 249, 245), Draws.Color(236, 234, 228), Draws.Color(245, 236, 205), Draws.Color(240, 226, 180),
        Draws.Color(222, 216, 205), Draws.Color(230, 238, 245), Draws.Color(205, 190, 160), Draws.Color(248, 240, 150), Draws.Color(235, 235, 238),
    ];

    private static readonly Vector3[] _boards = [Draws.Color(38, 60, 50), Draws.Color(35, 38, 42), Draws.Color(48, 62, 58)];

    public static void Fill(Sheet sheet, PaperKind kind, SeededRandom random)
    {
        bool isBoard = kind == PaperKind.Blackboard;
        Vector3 color = isBoard ? random.Pick(_boards) : random.Near(random.Pick(_colors), 0.03f);
        float unit = 0.001f * Math.Max(sheet.Width, sheet.Height);
        float grain = random.Between(0.004f, 0.03f) * (isBoard ? 4 : 1);
        float mottle = random.Between(0.005f, 0.05f) * (isBoard ? 5 : 1);
        float dents = random.Chance(0.25f) ? random.Between(0.02f, 0.08f) : 0;
        float fold = random.Chance(0.15f) ? random.Between(0.05f, 0.16f) : 0;
        float foldAt = random.Between(0.3f, 0.7f);
        float foldTilt = random.Between(-0.03f, 0.03f);
        Noise noise = sheet.Noise;
        for (int y = 0; y < sheet.Height; y++)
        {
            for (int x = 0; x < sheet.Width; x++)
            {
                float shade = 1 + grain * noise.Grain(x, y) + mottle * noise.Fractal(x / (60 * unit), y / (60 * unit), 3);
                if (isBoard)
                    shade += 0.5f * MathF.Max(0, noise.Fractal(x / (260 * unit), y / (40 * unit), 4));
                if (dents > 0)
                    shade += dents * (MathF.Abs(noise.Fractal(x / (120 * unit), y / (120 * unit) + 7, 3)) - 0.2f);
                if (fold > 0)
                    shade += Crease((y / (float)sheet.Height - foldAt - foldTilt * x / sheet.Width) * sheet.Height / (4 * unit)) * fold;
                sheet.Paper.Pixels[y * sheet.Width + x] = color * MathF.Max(shade, 0.02f);
            }
        }

        if (!isBoard && random.Chance(0.12f))
            ShowThrough(sheet, color, random);
    }

    /// <summary>The rules of ruled or squared paper.</summary>
    /// <param name="sheet">Gets them.</param>
    /// <param name="kind">Which.</param>
    /// <param name="pitch">The distance from one to the next in pixels.</param>
    /// <param name="random">Their color and strength.</param>
    public static void Rule(Sheet sheet, PaperKind kind, float pitch, SeededRandom random)
    {
        if (kind is not (PaperKind.Ruled or PaperKind.Squared))
            return;
        Vector3 color = random.Pick([Draws.Color(120, 150, 200), Draws.Color(150, 160, 180), Draws.Color(110, 110, 120), Draws.Color(140, 190, 180)]);
        float density = random.Between(0.25f, 0.85f);
        float breadth = Math.Clamp(pitch * random.Between(0.02f, 0.045f), 0.8f, 8);
        using Stencil lines = new(sheet.Width, sheet.Height);
        for (float y = pitch; y < sheet.Height; y += pitch)
            lines.Line(0, y, sheet.Width, y, breadth);
        for (float x = pitch; kind == PaperKind.Squared && x < sheet.Width; x += pitch)
            lines.Line(x, 0, x, sheet.Height, breadth);
        sheet.Print(lines, color, density);
        if (kind == PaperKind.Ruled && random.Chance(0.35f))
        {
            using Stencil margin = new(sheet.Width, sheet.Height);
            float at = sheet.Width * random.Between(0.05f, 0.09f);
            margin.Line(at, 0, at, sheet.Height, breadth);
            sheet.Print(margin, Draws.Color(210, 90, 100), density);
        }
    }

    private static float Crease(float distance) => distance is > -6 and < 6 ? -distance * MathF.Exp(-distance * distance / 3) : 0;

    private static void ShowThrough(Sheet sheet, Vector3 color, SeededRandom random)
    {
        using Stencil words = new(sheet.Width, sheet.Height);
        float size = sheet.Height * random.Between(0.02f, 0.045f);
        for (float y = sheet.Height * random.Between(0.02f, 0.4f); y < sheet.Height; y += size * 2)
            Cursive.Line(words, 0.05f * sheet.Width, 0.95f * sheet.Width, y, size, 0.12f * size, random);
        sheet.Print(words, color * 0.8f, random.Between(0.15f, 0.4f));
    }
}
