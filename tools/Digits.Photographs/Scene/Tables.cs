using System.Numerics;
using Digits.Data;

namespace Digits.Photographs;

/// <summary>Tables and forms: lines, and numbers in their cells and boxes.</summary>
internal static class Tables
{
    private static readonly string[] _words = ["Name", "Date", "Amount", "Total", "Account", "Phone", "Code", "Number", "Item", "Sum", "Paid", "Room"];

    /// <summary>A table with a number in most cells.</summary>
    public static void Table(Writing writing, Box area, bool isFilled = true)
    {
        SeededRandom random = writing.Random;
        int columns = random.Whole(2, 5);
        int rows = random.Whole(2, 6);
        float width = area.Width * random.Between(0.75f, 1) / columns;
        float height = MathF.Min(area.Height * random.Between(0.6f, 1) / rows, width * 0.9f);
        DrawGrid(writing, area, columns, rows, width, height);
        bool hasHeader = random.Chance(0.3f);
        using Stencil words = new(writing.Sheet.Width, writing.Sheet.Height);
        float size = height * random.Between(0.42f, 0.64f);
        int font = random.NextInt(4);
        int written = 0;
        for (int row = 0; row < rows; row++)
        {
            bool any = false;
            for (int column = 0; column < columns; column++)
            {
                float x = area.X + column * width;
                float y = area.Y + row * height;
                if (hasHeader && row == 0)
                    words.Print(random.Pick(_words), x + 0.1f * width, y + 0.65f * height, MathF.Min(0.35f * height, 0.2f * width), font);
                else if (isFilled && random.Chance(0.85f))
                    any |= Fill(writing, x, y, width, height, size, written);
            }

            written += any ? 1 : 0;
        }

        writing.Sheet.Print(words, Draws.Color(40, 40, 45), 0.9f);
    }

    /// <summary>A form: a few printed words, each followed by a comb of boxes with a digit in each.</summary>
    public static void Form(Writing writing, Box area, bool isFilled = true)
    {
        SeededRandom random = writing.Random;
        using Stencil lines = new(writing.Sheet.Width, writing.Sheet.Height);
        int rows = random.Whole(2, 5);
        int most = random.Whole(4, 8);
        float step = area.Height / rows;
        float cell = MathF.Min(step * random.Between(0.45f, 0.7f), 0.68f * area.Width / most);
        float left = area.X + 0.3f * area.Width;
        bool isComb = random.Chance(0.35f);
        float breadth = MathF.Max(1, cell * random.Between(0.02f, 0.05f));
        int font = random.NextInt(4);
        for (int row = 0; row < rows; row++)
        {
            float top = area.Y + row * step + 0.2f * (step - cell);
            int boxes = random.Whole(Math.Min(3, most), most);
            lines.Print(random.Pick(_words), area.X, top + 0.7f * cell, MathF.Min(0.4f * cell, 0.05f * area.Width), font);
            lines.Line(left, top + cell, left + boxes * cell, top + cell, breadth);
            if (!isComb)
                lines.Line(left, top, left + boxes * cell, top, breadth);
            for (int i = 0; i <= boxes; i++)
                lines.Line(left + i * cell, isComb ? top + 0.7f * cell : top, left + i * cell, top + cell, breadth);
            int digits = isFilled ? random.Whole(Math.Max(1, boxes - 2), boxes) : 0;
            for (int i = 0; i < digits; i++)
            {
                foreach (Glyph glyph in writing.Number(1))
                    writing.WriteAt(glyph, left + (i + random.Between(0.45f, 0.55f)) * cell, top + random.Between(0.44f, 0.52f) * cell, 0.68f * cell, row);
            }
        }

        Vector3 color = random.Pick([Draws.Color(40, 40, 45), Draws.Color(200, 110, 90), Draws.Color(100, 150, 190), Draws.Color(120, 120, 125)]);
        writing.Sheet.Print(lines, color, random.Between(0.5f, 0.95f));
    }

    private static bool Fill(Writing writing, float x, float y, float width, float height, float size, int row)
    {
        SeededRandom random = writing.Random;
        IReadOnlyList<Glyph> number = writing.Number(random.Whole(1, 3));
        if (number.Count == 0)
            return false;
        float length = writing.WidthOf(number);
        float fitting = MathF.Min(size, 0.85f * width / length);
        float left = x + random.Between(0.08f, 0.5f) * (width - length * fitting);
        writing.Write(number, left, y + 0.5f * (height + fitting) + 0.05f * height * random.Normal(), fitting, row);
        return true;
    }

    private static void DrawGrid(Writing writing, Box area, int columns, int rows, float width, float height)
    {
        SeededRandom random = writing.Random;
        using Stencil lines = new(writing.Sheet.Width, writing.Sheet.Height);
        bool isByHand = random.Chance(0.5f);
        float breadth = MathF.Max(1, height * random.Between(0.015f, 0.04f));
        float wobble = isByHand ? 0.008f : 0;
        for (int row = 0; row <= rows; row++)
        {
            Vector2 start = new(area.X, area.Y + row * height);
            lines.HandLine(start, start + new Vector2(columns * width, 0), breadth, wobble, random);
        }

        for (int column = 0; column <= columns; column++)
        {
            Vector2 start = new(area.X + column * width, area.Y);
            lines.HandLine(start, start + new Vector2(0, rows * height), breadth, wobble, random);
        }

        Vector3 printed = random.Pick([Draws.Color(30, 30, 30), Draws.Color(110, 110, 120), Draws.Color(70, 100, 160)]);
        if (isByHand)
            writing.Sheet.Print(lines, writing.Pen, breadth);
        else
            writing.Sheet.Print(lines, printed, random.Between(0.5f, 0.95f));
    }
}
