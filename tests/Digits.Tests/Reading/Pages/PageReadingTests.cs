using Digits.Data;
using Digits.Imaging;
using Digits.Reading;
using Digits.Tests.Imaging;

namespace Digits.Tests.Reading;

/// <summary>Whole pictures, read by the bundled networks.</summary>
public sealed class PageReadingTests
{
    [Fact]
    public void A_page_of_rows_is_read_with_boxes_and_line_numbers()
    {
        PageMaker page = new PageMaker(640, 420).Write("24689", 40, 40, 2.4).Write("3570", 60, 220, 2.4);
        ReadPicture read = DigitReader.Default.Read(page.Image, "page.png");
        read.Text.ShouldBe("24689\n3570");
        read.Digits.Select(digit => digit.Line).ShouldBe([0, 0, 0, 0, 0, 1, 1, 1, 1]);
        foreach ((ReadDigit digit, (int X, int Y, int Width, int Height) truth) in read.Digits.Zip(page.Boxes))
        {
            Math.Abs(digit.X - truth.X).ShouldBeLessThanOrEqualTo(4);
            Math.Abs(digit.Y - truth.Y).ShouldBeLessThanOrEqualTo(4);
            Math.Abs(digit.X + digit.Width - (truth.X + truth.Width)).ShouldBeLessThanOrEqualTo(4);
            Math.Abs(digit.Y + digit.Height - (truth.Y + truth.Height)).ShouldBeLessThanOrEqualTo(4);
        }
    }

    [Fact]
    public void A_turn_by_two_degrees_changes_nothing()
    {
        foreach (double slope in new[] { -0.035, -0.017, 0.017, 0.035 })
            DigitReader.Default.Read(new PageMaker(640, 200).Write("24689", 40, 60, 2.4, slope).Image).Text.ShouldBe("24689", $"slope {slope}");
    }

    [Fact]
    public void A_line_has_a_confidence_of_its_own()
    {
        ReadPicture read = DigitReader.Default.Read(new PageMaker(640, 420).Write("24689", 40, 40, 2.4).Write("3570", 60, 220, 2.4).Image);
        read.LineConfidence.Count.ShouldBe(2);
        foreach ((double line, int number) in read.LineConfidence.Select((line, number) => (line, number)))
            line.ShouldBeInRange(0.5, read.Digits.Where(digit => digit.Line == number).Aggregate(1.0, (product, digit) => product * digit.Confidence));
        DigitReader.Default.Read(new PageMaker(640, 420).Image).LineConfidence.ShouldBeEmpty();
    }

    [Fact]
    public void Edges_and_specks_on_a_large_page_are_no_digits_but_one_large_digit_is()
    {
        PageMaker edges = new PageMaker(800, 600).Light((x, y) => x > 0.5 ? 0.8 : 1);
        foreach ((int left, int top) in new[] { (100, 100), (300, 250), (500, 120), (650, 400) })
            edges.Box(left, top, 1, 30);
        DigitReader.Default.Read(edges.Grain(3).Image).Text.ShouldBe("");
        DigitReader.Default.Read(new PageMaker(800, 600).Write("7", 260, 120, 12).Grain(3).Image).Text.ShouldBe("7");
    }

    [Fact]
    public void Printed_numbers_larger_than_the_writing_do_not_hide_it()
    {
        // Two rows of broad strokes that are no digits, and one row of digits by a finer pen.
        PageMaker page = new(900, 700);
        for (int i = 0; i < 9; i++)
        {
            for (int inset = 0; inset < 9; inset++)
                page.Box(60 + (85 * i) + inset, 60 + inset, 60 - (2 * inset), 60 - (2 * inset), level: 60);
        }

        DigitReader.Default.Read(page.Write("24689", 120, 400, 3).Image).Text.ShouldBe("24689");
    }

    [Fact]
    public void Threads_read_the_same_at_once()
    {
        GrayImage page = new PageMaker(640, 420).Write("24689", 40, 40, 2.4).Write("3570", 60, 220, 2.4).Grain(4).Image;
        ReadPicture expected = DigitReader.Default.Read(page);
        ReadPicture[] read = new ReadPicture[8];
        Parallel.For(0, read.Length, i => read[i] = DigitReader.Default.Read(page));
        foreach (ReadPicture picture in read)
        {
            picture.Text.ShouldBe(expected.Text);
            picture.Digits.Select(digit => digit with { Alternatives = [] }).ShouldBe(expected.Digits.Select(digit => digit with { Alternatives = [] }));
        }
    }

    [Fact]
    public void Threads_that_share_the_rows_of_a_picture_read_the_same()
    {
        PageMaker page = new(640, 1200);
        for (int row = 0; row < 12; row++)
            page.Write($"{row % 10}468{(row + 5) % 10}", 40 + (9 * row), 30 + (95 * row), 2.2);
        GrayImage image = page.Grain(4).Image;
        ReadPicture alone = DigitReader.Default.Read(image, options: new ReadOptions { Threads = 1 });
        alone.LineConfidence.Count.ShouldBe(12);
        foreach (int threads in new[] { 0, 2, 5 })
        {
            ReadPicture shared = DigitReader.Default.Read(image, options: new ReadOptions { Threads = threads });
            shared.Text.ShouldBe(alone.Text);
            shared.LineConfidence.ShouldBe(alone.LineConfidence);
            shared.Digits.Select(digit => digit with { Alternatives = [] }).ShouldBe(alone.Digits.Select(digit => digit with { Alternatives = [] }));
        }

        Should.Throw<ArgumentOutOfRangeException>(() => DigitReader.Default.Read(image, options: new ReadOptions { Threads = -1 }));
    }

    [Fact]
    public void A_coin_and_an_edge_from_side_to_side_are_no_digits()
    {
        const int Width = 640, Height = 480;
        byte[] coin = new byte[Width * Height], edge = new byte[Width * Height];
        for (int i = 0; i < coin.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, Width);
            coin[i] = (byte)(Math.Sqrt(((x - 300) * (x - 300)) + ((y - 240) * (y - 240))) < 40 ? 230 : 60);
            edge[i] = (byte)(Math.Abs(x - 320 - (40 * Math.Sin(y / 90.0))) < 6 ? 30 : 220);
        }

        DigitReader.Default.Read(new GrayImage(Width, Height, coin)).Text.ShouldBe("");
        DigitReader.Default.Read(new GrayImage(Width, Height, edge)).Text.ShouldBe("");
    }

    [Fact]
    public void Modes_say_what_a_picture_is_taken_for()
    {
        GrayImage line = new PageMaker(400, 90).Write("2468", 20, 10, 2.4).Image;
        foreach (ReadMode mode in new[] { ReadMode.Auto, ReadMode.Line, ReadMode.Page })
            DigitReader.Default.Read(line, options: new ReadOptions { Mode = mode }).Text.ShouldBe("2468", $"{mode}");
        DigitReader.Default.Read(line, options: new ReadOptions { Mode = ReadMode.Digit }).Digits.Count.ShouldBeLessThanOrEqualTo(1);
        DigitReader.Default.Read(line, options: new ReadOptions { MinConfidence = 1.01 }).Digits.ShouldBeEmpty();
    }

    [Fact]
    public void A_trace_has_the_pictures_on_the_way()
    {
        PageTrace trace = new();
        DigitReader.Default.Read(new PageMaker(640, 420).Write("24689", 40, 40, 2.4).Write("3570", 60, 220, 2.4).Image, trace: trace);
        string[] names = [.. trace.Stages.Select(stage => stage.Name)];
        names[..4].ShouldBe(["ink", "rules", "mask", "components"]);
        names.ShouldContain("line-1");
        names.ShouldContain("line-2");
        names.ShouldContain("digit-2-4");
    }

    [Fact]
    public void Boxes_lie_inside_the_picture_whatever_it_shows()
    {
        SeededRandom random = new(11, 0);
        for (int round = 0; round < 25; round++)
        {
            (int width, int height) = (1 + random.NextInt(300), 1 + random.NextInt(300));
            byte[] pixels = new byte[width * height];
            int period = 1 + random.NextInt(30);
            for (int i = 0; i < pixels.Length; i++)
                pixels[i] = (byte)(((i % width / period * 7919) + (i / width / period * 104729)) % 256);
            ReadPicture read = DigitReader.Default.Read(new GrayImage(width, height, pixels));
            foreach (ReadDigit digit in read.Digits)
            {
                (digit.X >= 0 && digit.Y >= 0 && digit.Width > 0 && digit.Height > 0).ShouldBeTrue();
                (digit.X + digit.Width <= width && digit.Y + digit.Height <= height).ShouldBeTrue();
                digit.Confidence.ShouldBeInRange(0, 1);
            }
        }
    }

    [SkippableTheory]
    [InlineData("comma-1250.png", "1250")]
    [InlineData("five-in-two-strokes.png", "5")]
    [InlineData("rows-314-159.png", "314\n159")]
    [InlineData("tilted-2468.png", "2468")]
    [InlineData("touching-888.png", "888")]
    public void Strings_that_once_were_refused_are_read(string name, string text) =>
        DigitReader.Default.Read(Path.Combine(RealData.Folder("cases/15-strings"), name)).Text.ShouldBe(text);

    [SkippableFact]
    public void Photographs_of_numbers_are_read()
    {
        string folder = RealData.Folder("strings/photos");
        foreach (string[] label in File.ReadLines(Path.Combine(folder, "labels.tsv")).Skip(1).Select(line => line.Split('\t')))
            DigitReader.Default.Read(Path.Combine(folder, label[0])).Text.ReplaceLineEndings("").ShouldBe(label[1], label[0]);
    }
}
