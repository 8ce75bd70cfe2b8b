using Digits.Data;

namespace Digits.Photographs;

/// <summary>One hand that puts numbers on a sheet.</summary>
internal sealed class Writing(Sheet sheet, IGlyphSource source, WritingPen pen, SeededRandom random)
{
    private readonly float _gap = random.Between(0.12f, 0.75f);
    private readonly float _wander = random.Between(0, 0.06f);
    private readonly float _turn = random.Between(0, 0.06f);

    public SeededRandom Random => random;

    public Sheet Sheet => sheet;

    public WritingPen Pen => pen;

    /// <summary>A number of about so many digits.</summary>
    public IReadOnlyList<Glyph> Number(int digits) => source.Next(digits, random);

    /// <summary>Its width in heights of a digit.</summary>
    public float WidthOf(IReadOnlyList<Glyph> number) => number.Sum(glyph => glyph.Width * Scale(glyph, 1)) + _gap * (number.Count - 1);

    /// <summary>Writes a number whose left edge is at <paramref name="x"/> and whose digits stand on <paramref name="baseline"/>, along a slope.</summary>
    public void Write(IReadOnlyList<Glyph> number, float x, float baseline, float height, int row, float slope = 0)
    {
        float start = x;
        foreach (Glyph glyph in number)
        {
            float scale = Scale(glyph, height);
            float wander = _wander * height * random.Normal();
            float middle = x + 0.5f * glyph.Width * scale;
            float y = baseline - 0.5f * glyph.Height * scale + wander + slope * (middle - start);
            sheet.Write(new PlacedGlyph(glyph, middle, y, scale, MathF.Atan(slope) + _turn * random.Normal(), row, height), pen);
            x += glyph.Width * scale + _gap * height * (1 + 0.25f * random.Normal());
        }
    }

    /// <summary>Writes one digit or number about a point.</summary>
    public void WriteAt(Glyph glyph, float x, float y, float height, int row, float angle = 0) =>
        sheet.Write(new PlacedGlyph(glyph, x, y, Scale(glyph, height), angle + _turn * random.Normal(), row, height), pen);

    /// <summary>Pixels of the sheet for a pixel of the glyph; a lone flat digit is not blown up to the height of others.</summary>
    private static float Scale(Glyph glyph, float height) => height / (glyph.Text.Length > 1 ? glyph.Height : Math.Max(glyph.Height, glyph.Width));
}
