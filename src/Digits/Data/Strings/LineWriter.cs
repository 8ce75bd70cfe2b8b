using System.Numerics;

namespace Digits.Data;

/// <summary>
/// Writes digits and signs side by side as one hand does: gaps measured between the inks, a baseline that wanders, neighbors that touch and cross.
/// </summary>
/// <param name="painter">Writes the digits.</param>
internal sealed class LineWriter(DigitPainter painter)
{
    private const float None = -1000;

    /// <summary>The greatest width of a line, in heights of its own cut.</summary>
    private const float MostAspect = 5.8f;

    /// <summary>Writes a line.</summary>
    /// <param name="items">The content, see <see cref="LineContent"/>.</param>
    /// <param name="style">The hand.</param>
    /// <param name="random">What is left to chance.</param>
    public WrittenLine Write(List<int> items, LineStyle style, SeededRandom random)
    {
        float h = style.Height;
        if (items.Count == 0)
            return new WrittenLine(new InkPlane((int)(h * random.Between(0.6f, MostAspect)), (int)h), []);

        int height = (int)(h * 3.2f) + 30;
        InkPlane sheet = new((int)(((items.Count * 2.6f) + 6) * h) + 80, height);
        // The right edge of the ink so far in each row, blurred upward and downward, so that nothing slips under an overhang.
        float[] edge = new float[height];
        edge.AsSpan().Fill(20);
        bool comb = random.Happens(0.05) && style.LeastGap > -0.05f;
        float pitch = h * random.Between(1.05f, 1.5f) * MathF.Max(style.Aspect, 0.9f);
        int combStart = 0, cell = 0;
        float wander = 0, baseline = (height * 0.58f) + (h * 0.4f), middle = 0;
        List<byte> symbols = [];
        List<int> ends = [];
        bool lastWasDigit = false;
        int lastDigit = -1;
        foreach (int item in items)
        {
            bool isDigit = item < 10;
            int below = 0;
            InkPlane ink = isDigit ? painter.Paint(item, style, random) : PaintSign((SignKind)(item - 10), style, random, out below);
            if (ink.Box() is not { } box)
                continue;

            int rows = box.Bottom - box.Top + 1, columns = box.Right - box.Left + 1;
            wander = (0.7f * wander) + random.Normal(0, 0.3f * style.Unevenness * h);
            float bottom = baseline + wander + (isDigit ? DigitPainter.Below(item, style) * h : box.Bottom + 1 - (ink.Height - below));
            int top = Math.Clamp((int)MathF.Round(bottom - rows), 0, Math.Max(0, height - rows));
            rows = Math.Min(rows, height - top);
            ink = ink.Cut(box.Left, box.Top, columns, rows);
            (int[] lefts, int[] rights) = Profile(ink);
            float gap = h * random.Between(style.LeastGap, style.MostGap);
            if (!isDigit || !lastWasDigit)
                gap = MathF.Max(gap, 0) + (h * random.Between(0, isDigit || item == 10 ? 0.1f : 0.6f));
            if (symbols.Count == 0)
                gap = 0;
            int left = Place(edge.AsSpan(top, rows), lefts, gap);
            float center = left + (columns * 0.5f);
            if (symbols.Count > 0 && center < middle + (0.14f * h))
                left += (int)(middle + (0.14f * h) - center) + 1;
            if (comb)
            {
                combStart = symbols.Count == 0 ? left - (int)((pitch - columns) / 2) : combStart;
                left = Math.Max(left, combStart + (int)((cell * pitch) + ((pitch - columns) / 2) + random.Normal(0, 0.06f * h)));
                cell++;
            }

            if (left + columns + 4 >= sheet.Width)
                break;

            sheet.Add(ink, left, top);
            if (isDigit && item == 0 && lastDigit == 0 && style.JoinsZeros && gap < 0.35f * h)
                Join(sheet, middle, left + (columns * 0.5f), top + (rows * random.Between(0, 0.12f)), style.Radius);
            else if (isDigit && lastWasDigit && gap < 0.25f * h && random.Happens(0.05))
                Join(sheet, middle, left + (columns * 0.5f), top + (rows * random.Between(0, 0.95f)), style.Radius * 0.8f);
            if (item == 0 && style.ZeroTail > 0 && random.Happens(0.8))
                Tail(sheet, left + columns, top, rows, style, random);
            Advance(edge, top, rights, left, h);
            middle = left + (columns * 0.5f);
            baseline += style.Slope * columns;
            byte symbol = isDigit ? (byte)item : SignPainter.SymbolOf((SignKind)(item - 10));
            if (symbol == LineSymbols.Sign && symbols.Count > 0 && symbols[^1] == symbol)
            {
                // Where one word ends and the next begins, nobody asks.
                ends[^1] = left + columns;
            }
            else
            {
                symbols.Add(symbol);
                ends.Add(left + columns);
            }

            lastWasDigit = isDigit;
            lastDigit = isDigit ? item : -1;
        }

        if (comb && cell > 0)
            Comb(sheet, combStart, pitch, cell, baseline, h, random);
        return Crop(sheet, symbols, ends, comb);
    }

    private static InkPlane PaintSign(SignKind kind, LineStyle style, SeededRandom random, out int below) =>
        kind is SignKind.Word or SignKind.Scrawl ? WordPainter.Paint(kind, style, random, out below) : SignPainter.Paint(kind, style, random, out below);

    /// <summary>The least and the greatest inked column of each row; rows without ink lie out of the way.</summary>
    private static (int[] Lefts, int[] Rights) Profile(InkPlane ink)
    {
        int[] lefts = new int[ink.Height], rights = new int[ink.Height];
        for (int y = 0; y < ink.Height; y++)
        {
            ReadOnlySpan<float> row = ink.Row(y);
            int first = row.IndexOfAnyInRange(0.3f, float.MaxValue);
            lefts[y] = first < 0 ? 10_000 : first;
            rights[y] = first < 0 ? -10_000 : row.LastIndexOfAnyInRange(0.3f, float.MaxValue);
        }

        return (lefts, rights);
    }

    /// <summary>Where a sheet begins so that its ink keeps a gap from what stands before it.</summary>
    private static int Place(ReadOnlySpan<float> edge, int[] lefts, float gap)
    {
        const int Reach = 5;
        float left = None;
        for (int y = 0; y < edge.Length; y++)
        {
            int least = int.MaxValue;
            for (int k = Math.Max(0, y - Reach); k <= Math.Min(lefts.Length - 1, y + Reach); k++)
                least = Math.Min(least, lefts[k]);
            left = MathF.Max(left, edge[y] - least);
        }

        return Math.Max(2, (int)MathF.Round(left + gap));
    }

    private static void Advance(float[] edge, int top, int[] rights, int left, float h)
    {
        float most = None;
        for (int y = 0; y < rights.Length; y++)
        {
            edge[top + y] = MathF.Max(edge[top + y], rights[y] > 0 ? left + rights[y] : None);
            most = MathF.Max(most, edge[top + y]);
        }

        foreach (ref float value in edge.AsSpan())
            value = MathF.Max(value, most - (0.55f * h));
    }

    private static void Join(InkPlane sheet, float from, float to, float y, float radius) =>
        Brush.Draw(sheet, [new Vector2(from, y), new Vector2((from + to) / 2, y + radius), new Vector2(to, y)], radius);

    /// <summary>Where the pen ran on after a zero: from its top to the right.</summary>
    private static void Tail(InkPlane sheet, int right, int top, int rows, LineStyle style, SeededRandom random)
    {
        float y = top + (rows * random.Between(0.02f, 0.2f)), length = style.Height * style.ZeroTail * random.Between(0.6f, 1.2f);
        ControlPoint start = new(right - (0.35f * style.Height * style.Aspect), y, false);
        ControlPoint bend = new(right + (0.3f * length), y + (rows * random.Between(0, 0.18f)), false);
        ControlPoint end = new(right + length, y + (rows * random.Between(-0.1f, 0.2f)), false);
        Brush.Draw(sheet, PenPath.Trace([start, bend, end]), style.Radius * 0.9f);
    }

    /// <summary>The cells of a form, drawn thin and straight.</summary>
    private static void Comb(InkPlane sheet, int start, float pitch, int cells, float baseline, float h, SeededRandom random)
    {
        float top = baseline - (h * (random.Happens(0.5) ? random.Between(0.15f, 0.5f) : 1.15f)), bottom = baseline + (h * random.Between(0.08f, 0.2f));
        float radius = random.Between(0.4f, 0.9f), strength = random.Between(0.3f, 0.9f);
        for (int i = 0; i <= cells; i++)
            Brush.Draw(sheet, [new Vector2(start + (i * pitch), top), new Vector2(start + (i * pitch), bottom)], radius, strength);
        Brush.Draw(sheet, [new Vector2(start, bottom), new Vector2(start + (cells * pitch), bottom)], radius, strength);
        if (random.Happens(0.5))
            Brush.Draw(sheet, [new Vector2(start, top), new Vector2(start + (cells * pitch), top)], radius, strength);
    }

    /// <summary>Cuts the sheet to its ink; what is too long for a line is left out from the first symbol that does not fit.</summary>
    private static WrittenLine Crop(InkPlane sheet, List<byte> symbols, List<int> ends, bool comb)
    {
        (int left, int top, int right, int bottom) = sheet.Box() ?? (0, 0, 1, 1);
        int most = left + (int)(MostAspect * (bottom - top + 1));
        int kept = symbols.Count;
        while (kept > 1 && ends[kept - 1] > most)
            kept--;
        if (kept < symbols.Count)
            right = ends[kept - 1];
        if (comb)
            bottom = Math.Min(bottom + 1, sheet.Height - 1);
        return new WrittenLine(sheet.Cut(left, top, Math.Min(right, Math.Max(most, left + 4)) - left + 1, bottom - top + 1), [.. symbols.Take(kept)]);
    }
}
