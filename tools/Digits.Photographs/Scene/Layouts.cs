using Digits.Data;

namespace Digits.Photographs;

/// <summary>Ways to arrange numbers on plain, ruled and squared paper. Each writes within an area of the sheet.</summary>
internal static class Layouts
{
    /// <summary>One number, large.</summary>
    public static void Row(Writing writing, Box area, float steepest)
    {
        SeededRandom random = writing.Random;
        IReadOnlyList<Glyph> number = writing.Number(random.Whole(2, 7));
        float slope = random.Between(-steepest, steepest);
        float share = random.Between(0.55f, 1);
        float width = writing.WidthOf(number);
        float height = share * MathF.Min(area.Width / (width + 0.4f), area.Height / (1.2f + MathF.Abs(slope) * width));
        float x = area.X + random.NextSingle() * (area.Width - width * height) * 0.9f;
        float room = area.Height - height * (1 + MathF.Abs(slope) * width);
        float top = area.Y + random.Between(0.1f, 0.9f) * room + (slope < 0 ? -slope * width * height : 0);
        writing.Write(number, x, top + height, height, 0, slope);
    }

    /// <summary>Several rows of one to three numbers.</summary>
    /// <param name="writing">The hand.</param>
    /// <param name="area">Where.</param>
    /// <param name="pitch">The distance of ruled lines, which the rows stand on; 0 on blank paper.</param>
    public static void Rows(Writing writing, Box area, float pitch)
    {
        SeededRandom random = writing.Random;
        float step = pitch > 0 ? pitch : area.Height / random.Whole(2, 5);
        float height = step * (pitch > 0 ? random.Between(0.55f, 0.9f) : random.Between(0.4f, 0.62f));
        float slope = pitch > 0 ? 0 : random.Between(-0.03f, 0.03f);
        int lines = 0;
        float first = pitch > 0 ? MathF.Ceiling((area.Y + height) / pitch) * pitch : area.Y + 0.8f * step;
        for (float baseline = first; baseline < area.Bottom - 0.1f * height && lines < 6; baseline += step)
        {
            if (lines > 0 && random.Chance(0.12f))
                continue;
            if (Line(writing, area, baseline - 0.03f * height * random.NextSingle(), height, lines, slope))
                lines++;
        }
    }

    /// <summary>Lone digits here and there, turned and of different sizes.</summary>
    public static void Scattered(Writing writing, Box area)
    {
        SeededRandom random = writing.Random;
        float most = MathF.Min(area.Width, area.Height);
        float height = most * random.Between(0.1f, 0.24f);
        List<(float X, float Y, float Height)> places = [];
        int wanted = random.Whole(4, 14);
        for (int attempt = 0; attempt < 300 && places.Count < wanted; attempt++)
        {
            float size = height * random.Between(0.8f, 1.25f);
            float x = area.X + size * 0.6f + random.NextSingle() * (area.Width - 1.2f * size);
            float y = area.Y + size * 0.6f + random.NextSingle() * (area.Height - 1.2f * size);
            if (places.All(other => Apart(other.X - x, other.Y - y) > 0.75f * (other.Height + size)))
                places.Add((x, y, size));
        }

        int row = -1;
        float bottom = 0;
        foreach ((float x, float y, float size) in InRows(places))
        {
            if (row < 0 || x < bottom)
                row++;
            bottom = x;
            foreach (Glyph glyph in writing.Number(1))
                writing.WriteAt(glyph, x, y, size, row, 0.12f * random.Normal());
        }
    }

    /// <summary>One digit in a square of squared paper, or every second.</summary>
    public static void Squares(Writing writing, Box area, float cell)
    {
        SeededRandom random = writing.Random;
        int tall = random.Chance(0.6f) ? 1 : 2;
        int across = random.Chance(0.6f) ? tall : tall + 1;
        int row = 0;
        for (float y = MathF.Ceiling(area.Y / cell) * cell; y + tall * cell < area.Bottom && row < 6; y += cell * (tall + random.Whole(0, 2)))
        {
            int left = random.Whole(3, 9);
            bool any = false;
            for (float x = MathF.Ceiling(area.X / cell + random.NextInt(3)) * cell; x + across * cell < area.Right && left > 0; x += across * cell, left--)
            {
                if (random.Chance(0.06f))
                    continue;
                foreach (Glyph glyph in writing.Number(1))
                    writing.WriteAt(glyph, x + 0.5f * tall * cell, y + 0.5f * tall * cell, cell * tall * random.Between(0.72f, 0.88f), row);
                any = true;
            }

            row += any ? 1 : 0;
        }
    }

    private static bool Line(Writing writing, Box area, float baseline, float height, int row, float slope)
    {
        SeededRandom random = writing.Random;
        bool any = false;
        float x = area.X + height * random.Between(0, 0.8f);
        for (int i = random.Whole(1, 3); i > 0; i--)
        {
            IReadOnlyList<Glyph> number = writing.Number(random.Whole(1, 6));
            float width = writing.WidthOf(number) * height * 1.1f;
            if (number.Count == 0 || x + width > area.Right)
                continue;
            writing.Write(number, x, baseline + slope * (x - area.X), height, row, slope);
            any = true;
            x += width + height * random.Between(0.9f, 2.5f);
        }

        return any;
    }

    /// <summary>In reading order: bands from the top, each from the left.</summary>
    private static List<(float X, float Y, float Height)> InRows(List<(float X, float Y, float Height)> places)
    {
        List<(float X, float Y, float Height)> rest = [.. places.OrderBy(place => place.Y)];
        List<(float X, float Y, float Height)> ordered = [];
        while (rest.Count > 0)
        {
            float limit = rest[0].Y + 0.5f * rest[0].Height;
            ordered.AddRange(rest.Where(place => place.Y <= limit).OrderBy(place => place.X));
            rest.RemoveAll(place => place.Y <= limit);
        }

        return ordered;
    }

    private static float Apart(float dx, float dy) => MathF.Sqrt(dx * dx + dy * dy);
}
