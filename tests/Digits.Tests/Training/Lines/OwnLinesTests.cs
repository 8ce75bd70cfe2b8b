using Digits.Engine;
using Digits.Imaging;
using Digits.Training;

namespace Digits.Tests.Training;

/// <summary>A user's own pictures as lines to train on.</summary>
public sealed class OwnLinesTests
{
    [Fact]
    public void A_picture_is_cut_as_the_reader_cuts_it_in_either_polarity()
    {
        foreach (GrayImage picture in new[] { Picture(paper: 230, ink: 30), Picture(paper: 25, ink: 225) })
        {
            OwnLine line = OwnLine.Of(picture, "11");

            line.Ink.Height.ShouldBe(32);
            line.Digits.ShouldBe([1, 1]);
            line.Ink.Values.Max().ShouldBeInRange(0.9f, 1.2f);

            // Two bars with a gap between them, over nearly all of the height.
            float[] row = line.Ink.Row(16).ToArray();
            string.Concat(row.Select(value => value > 0.5f ? '#' : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
            Enumerable.Range(4, 24).ShouldAllBe(y => line.Ink.Row(y).ToArray().Max() > 0.5f);
        }
    }

    [Fact]
    public void Changed_lines_are_a_function_of_their_number_and_stay_readable()
    {
        OwnLine[] lines = [OwnLine.Of(Picture(230, 30), "11")];
        ChangedLines changed = new(lines, OwnLines.WidthFor(lines), seed: 3);
        changed.Shape.ShouldBe(new Shape(1, 32, 192));
        float[] once = new float[changed.Shape.Size], again = new float[changed.Shape.Size];
        byte[] symbols = new byte[changed.MostSymbols];
        HashSet<string> seen = [];
        for (ulong number = 0; number < 50; number++)
        {
            changed.Draw(number, once, symbols).ShouldBe(2);
            changed.Draw(number, again, symbols);
            again.ShouldBe(once);
            once.ShouldAllBe(value => value >= -0.5f && value <= 1.2f);
            once.Count(value => value > 0.5f).ShouldBeInRange(100, 1200);
            seen.Add(string.Concat(once.Select(value => value > 0.5f ? '#' : ' ')));
        }

        seen.Count.ShouldBe(50);
    }

    [Fact]
    public void Mixed_lines_come_from_both_sources_and_joined_ones_in_order()
    {
        OwnLine[] lines = [OwnLine.Of(Picture(230, 30), "11")];
        OwnLines own = new(lines, 224);
        SegmentLines drawn = new(1, width: 192, most: 8);
        MixedLines mixed = new(own, drawn, ownShare: 0.5, seed: 1);
        JoinedLines joined = new(own, 3, drawn);
        float[] pixels = new float[mixed.Shape.Size], expected = new float[own.Shape.Size];
        byte[] symbols = new byte[mixed.MostSymbols];
        own.Draw(0, expected, symbols);

        int ownLines = Enumerable.Range(0, 400).Count(i =>
        {
            mixed.Draw((ulong)i, pixels, symbols);
            return pixels.AsSpan().SequenceEqual(expected);
        });

        ownLines.ShouldBeInRange(160, 240);
        joined.Draw(2, pixels, symbols).ShouldBe(2);
        pixels.ShouldBe(expected);
        joined.Draw(3, pixels, symbols);
        pixels.ShouldNotBe(expected);
    }

    /// <summary>Two upright bars on paper with an edge that is not quite even.</summary>
    private static GrayImage Picture(int paper, int ink)
    {
        const int Width = 160, Height = 90;
        byte[] pixels = new byte[Width * Height];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
                pixels[(y * Width) + x] = (byte)(y is >= 25 and < 65 && x is (>= 40 and < 46) or (>= 100 and < 106) ? ink : paper);
        }

        return new GrayImage(Width, Height, pixels);
    }
}
