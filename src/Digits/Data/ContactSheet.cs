using Digits.Engine;
using Digits.Imaging;

namespace Digits.Data;

/// <summary>Many images of a set in one picture, to see at a glance what it holds.</summary>
public static class ContactSheet
{
    private const int Columns = 20;
    private const byte Background = 64;

    /// <summary>
    /// Draws a row of images for each label that occurs, spread evenly over the set; of a set without labels, ten rows
    /// in its own order. Small images are enlarged by a whole factor; pixels stay as stored (ink bright on dark).
    /// </summary>
    /// <param name="set">What to show.</param>
    /// <param name="perClass">Images in a row, at least 1; a row may have fewer where the set has.</param>
    /// <exception cref="DigitsException">The set is empty.</exception>
    public static GrayImage Draw(DigitSet set, int perClass = Columns)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentOutOfRangeException.ThrowIfLessThan(perClass, 1);
        int[][] rows = set.IsLabeled ? RowsByLabel(set.Labels, perClass) : RowsInOrder(set.Count, perClass);
        return rows.Length > 0 ? Draw(set, rows) : throw new InvalidInputException($"{set.Name}: a contact sheet cannot be made of a set without images.");
    }

    /// <summary>Draws rows of the images whose indices are given; there is at least one.</summary>
    internal static GrayImage Draw(DigitSet set, int[][] rows)
    {
        int scale = Math.Max(1, 56 / Math.Max(set.Rows, set.Columns));
        int gap = Math.Max(2, Math.Max(set.Rows, set.Columns) * scale / 14);
        int cellWidth = set.Columns * scale + gap;
        int cellHeight = set.Rows * scale + gap;
        int margin = 2 * gap;
        int width = 2 * margin - gap + rows.Max(row => row.Length) * cellWidth;
        int height = 2 * margin - gap + rows.Length * cellHeight;
        byte[] sheet = new byte[(long)width * height];
        sheet.AsSpan().Fill(Background);
        for (int y = 0; y < rows.Length; y++)
        {
            for (int x = 0; x < rows[y].Length; x++)
                Paint(set, rows[y][x], scale, sheet.AsSpan((margin + y * cellHeight) * width + margin + x * cellWidth), width);
        }

        return new GrayImage(width, height, sheet);
    }

    private static void Paint(DigitSet set, int index, int scale, Span<byte> at, int stride)
    {
        ReadOnlySpan<byte> image = set.Image(index);
        for (int y = 0; y < set.Rows * scale; y++)
        {
            ReadOnlySpan<byte> row = image.Slice(y / scale * set.Columns, set.Columns);
            for (int x = 0; x < set.Columns * scale; x++)
                at[y * stride + x] = row[x / scale];
        }
    }

    private static int[][] RowsByLabel(ReadOnlySpan<byte> labels, int perClass)
    {
        List<int>[] members = [.. Enumerable.Range(0, ClassNames.Most).Select(_ => new List<int>())];
        for (int i = 0; i < labels.Length; i++)
            members[labels[i]].Add(i);
        return [.. members.Where(m => m.Count > 0).Select(m => Spread(m, Math.Min(perClass, m.Count)))];
    }

    private static int[] Spread(List<int> members, int wanted) =>
        [.. Enumerable.Range(0, wanted).Select(i => members[(int)((long)i * members.Count / wanted)])];

    private static int[][] RowsInOrder(int count, int perRow) =>
        [.. Enumerable.Range(0, Math.Min(count, (int)Math.Min(int.MaxValue, 10L * perRow))).Chunk(perRow)];
}
