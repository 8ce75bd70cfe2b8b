using Digits.Data;
using Digits.Imaging;

namespace Digits.Photographs;

/// <summary>Numbers that people wrote with a pen, each as a whole: the pictures and <c>labels.tsv</c> of a folder.</summary>
internal sealed class PenNumbers
{
    private const int Detail = 2;
    private readonly (string File, string Text)[] _numbers;

    public PenNumbers(string folder)
    {
        _numbers = [.. File.ReadLines(Path.Combine(folder, "labels.tsv")).Skip(1)
            .Select(line => line.Split('\t'))
            .Where(cells => cells[1].Length <= 10 && cells[1].All(char.IsAsciiDigit))
            .Select(cells => (Path.Combine(folder, cells[0]), cells[1]))];
    }

    /// <summary>The numbers of one photograph: those whose files have the same ending come from one collection, and look alike.</summary>
    public IGlyphSource Hand(SeededRandom random)
    {
        string like = Collection(random.Pick(_numbers).File);
        return new OneHand([.. _numbers.Where(number => Collection(number.File) == like)]);
    }

    private static string Collection(string file) => Path.GetFileNameWithoutExtension(file).Split('_')[^1];

    private sealed class OneHand((string File, string Text)[] numbers) : IGlyphSource
    {
        public IReadOnlyList<Glyph> Next(int digits, SeededRandom random)
        {
            for (int attempt = 0; attempt < 50; attempt++)
            {
                (string file, string text) = random.Pick(numbers);
                if (attempt < 20 && digits > 1 && Math.Abs(text.Length - digits) > attempt / 7)
                    continue;
                if (Load(file, text, digits == 1 ? random.NextInt(text.Length) : -1) is { } glyph)
                    return [glyph];
            }

            return [];
        }

        /// <summary>Loads a number, or only one of its digits.</summary>
        private static Glyph? Load(string file, string text, int only)
        {
            GrayImage image = Picture.Load(file);
            if (image.Height > 260)
                return null;
            Field plane = new(image.Width, image.Height);
            for (int i = 0; i < plane.Values.Length; i++)
                plane.Values[i] = image.Pixels[i] < 128 ? 1 : 0;
            plane.Blur(0.7f);
            const int Margin = 8;
            int width = Detail * image.Width + 2 * Margin;
            int height = Detail * image.Height + 2 * Margin;
            bool[] ink = new bool[width * height];
            for (int y = Margin; y < height - Margin; y++)
            {
                for (int x = Margin; x < width - Margin; x++)
                    ink[y * width + x] = plane.Sample((x - Margin + 0.5f) / Detail - 0.5f, (y - Margin + 0.5f) / Detail - 0.5f) > 0.5f;
            }

            if (Components.Owners(ink, width, text.Length, out bool areApart) is not { } owners)
                return null;
            if (only < 0)
                return new Glyph(ink, width, height, owners, text);
            bool[] part = [.. ink.Select((here, i) => here && owners[i] == only)];
            return areApart && part.Contains(true) ? new Glyph(part, width, height, new byte[owners.Length], text[only..(only + 1)]) : null;
        }
    }
}
