using Digits.Data;
using Digits.Engine;
using Digits.Imaging;
using InkPlane = Digits.Data.InkPlane;

namespace Digits.Training;

/// <summary>A line of a user's own writing, as a lines network reads it.</summary>
/// <param name="Ink">The line, 32 pixels high.</param>
/// <param name="Digits">What it says.</param>
internal sealed record OwnLine(InkPlane Ink, byte[] Digits)
{
    private const int MostColumns = 504, LeastColumns = 8;

    /// <summary>A row or column belongs to the line if it has at least this share of the ink of the one that has the most.</summary>
    private const float LeastShare = 0.02f;

    /// <summary>What is left around the ink, as a share of its height.</summary>
    private const float Margin = 0.08f;

    /// <summary>Loads the pictures of a folder that say something.</summary>
    /// <exception cref="InvalidInputException">A picture cannot be read.</exception>
    internal static OwnLine[] Load(StringFolder folder) =>
        [.. folder.Strings.Select(picture => Of(Picture.Load(picture.Path), picture.Text)).OfType<OwnLine>()];

    /// <summary>A picture of one line, cut to its ink and brought to the height of a line; null where it is blank or says nothing.</summary>
    internal static OwnLine? Of(GrayImage picture, string text)
    {
        InkPlane ink = new(picture.Width, picture.Height);
        float sign = InkPolarity.IsInkDark(picture) ? -1 : 1;
        for (int i = 0; i < ink.Values.Length; i++)
            ink.Values[i] = sign * picture.Pixels[i];

        LineContrast.Normalize(ink.Values);
        if (text.Length == 0 || ink.Box() is null)
            return null;

        (int top, int bottom) = Reach(ink.Height, y => Sum(ink.Row(y)));
        int margin = (int)MathF.Ceiling(Margin * (bottom - top + 1));
        InkPlane rows = ink.Cut(0, top - margin, ink.Width, bottom - top + 1 + (2 * margin));
        (int left, int right) = Reach(rows.Width, x => Enumerable.Range(0, rows.Height).Sum(y => MathF.Max(0, rows.Row(y)[x])));
        InkPlane line = rows.Cut(left - margin, 0, right - left + 1 + (2 * margin), rows.Height);
        int columns = (int)MathF.Round((float)line.Width * LineContrast.LineHeight / line.Height);
        line = line.Resize(Math.Clamp(columns, LeastColumns, MostColumns), LineContrast.LineHeight);
        LineContrast.Normalize(line.Values);
        return new OwnLine(line, [.. text.Select(digit => (byte)(digit - '0'))]);
    }

    private static float Sum(ReadOnlySpan<float> row)
    {
        float sum = 0;
        foreach (float value in row)
            sum += MathF.Max(0, value);

        return sum;
    }

    private static (int First, int Last) Reach(int count, Func<int, float> amountOf)
    {
        float[] amounts = [.. Enumerable.Range(0, count).Select(amountOf)];
        float least = LeastShare * amounts.Max();
        return (Array.FindIndex(amounts, amount => amount >= least), Array.FindLastIndex(amounts, amount => amount >= least));
    }
}
