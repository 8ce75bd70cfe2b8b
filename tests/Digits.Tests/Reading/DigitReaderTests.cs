using Digits.Data;
using Digits.Engine;
using Digits.Imaging;
using Digits.Reading;
using Digits.Tests.Data;
using Digits.Tests.Imaging;
using Digits.Zoo;

namespace Digits.Tests.Reading;

public sealed class DigitReaderTests : IDisposable
{
    private static readonly DigitSet _digits = Strokes.Generate(train: 1, test: 100).Test!;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_picture_of_the_models_size_with_bright_ink_is_taken_as_it_is()
    {
        for (int i = 0; i < 20; i++)
        {
            Classification expected = Classifier.Default.Classify(Digit(i));
            ReadPicture read = DigitReader.Default.Read(Digit(i));
            read.Digits.Count.ShouldBe(1);
            (read.Digits[0].Digit, read.Digits[0].Confidence, read.Text).ShouldBe((expected.Class, expected.Confidence, $"{expected.Class}"));
            read.Digits[0].Alternatives.Select(other => (other.Digit, other.Confidence))
                .ShouldBe(expected.Alternatives.Select(other => (other.Class, other.Probability)));
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(1, true)]
    [InlineData(4, true)]
    public void Any_size_and_either_polarity_are_read(int scale, bool darkInk)
    {
        int right = Enumerable.Range(0, _digits.Count).Count(i => DigitReader.Default.Read(Page(i, scale, darkInk)).Text == $"{_digits.Labels[i]}");
        // Taken as they are, the model reads all but two of these drawn strokes.
        right.ShouldBeGreaterThanOrEqualTo(95);
    }

    [Fact]
    public void The_box_is_that_of_the_ink_in_the_pictures_own_pixels()
    {
        byte[] pixels = [.. Enumerable.Repeat((byte)255, 120 * 90)];
        for (int y = 20; y < 70; y++)
            pixels.AsSpan((y * 120) + 50, 6).Clear();
        ReadPicture read = DigitReader.Default.Read(new GrayImage(120, 90, pixels), "one.png");
        (read.Source, read.Width, read.Height, read.Text).ShouldBe(("one.png", 120, 90, "1"));
        ReadDigit digit = read.Digits[0];
        (digit.X, digit.Y, digit.Width, digit.Height, digit.Line).ShouldBe((50, 20, 6, 50, 0));
    }

    [Theory]
    [InlineData(28, 0)]
    [InlineData(28, 255)]
    [InlineData(200, 128)]
    [InlineData(200, 250)]
    public void A_blank_page_has_no_digit_whatever_its_grain(int side, int level)
    {
        DigitReader.Default.Read(new GrayImage(side, side, [.. Enumerable.Repeat((byte)level, side * side)])).Digits.ShouldBeEmpty();
        foreach (int deviation in new[] { 2, 10, 30 })
        {
            SeededRandom random = new(1, (ulong)deviation);
            byte[] grain = [.. Enumerable.Range(0, side * side)
                .Select(_ => (byte)Math.Clamp(Math.Clamp(level, 100, 155) + (deviation * random.NextGaussian()), 0, 255)),];
            ReadPicture read = DigitReader.Default.Read(new GrayImage(side, side, grain));
            read.Digits.ShouldBeEmpty($"grain of {deviation}");
            read.Text.ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_speck_is_not_a_digit()
    {
        byte[] pixels = new byte[784];
        pixels[400] = pixels[401] = 255;
        DigitReader.Default.Read(new GrayImage(28, 28, pixels)).Digits.ShouldBeEmpty();
    }

    [Fact]
    public void Ink_on_grainy_paper_is_read()
    {
        SeededRandom random = new(2, 0);
        GrayImage clean = Page(0, 4, darkInk: true);
        byte[] pixels = [.. clean.Pixels.ToArray().Select(value => (byte)Math.Clamp(60 + (value / 2) + random.NextInt(25), 0, 255))];
        DigitReader.Default.Read(new GrayImage(clean.Width, clean.Height, pixels)).Text.ShouldBe($"{_digits.Labels[0]}");
    }

    [Fact]
    public void Files_and_streams_are_read_alike()
    {
        byte[] jpeg = MakePicture.Jpeg(Page(3, 2, darkInk: true));
        ReadPicture file = DigitReader.Default.Read(_folder.Write("a.jpg", jpeg));
        using MemoryStream stream = new(jpeg);
        ReadPicture read = DigitReader.Default.Read(stream);
        (file.Source, read.Source).ShouldBe((_folder["a.jpg"], ""));
        (read.Text, read.Digits[0].Confidence).ShouldBe((file.Text, file.Digits[0].Confidence));
        Bad.Says(() => DigitReader.Default.Read(_folder["a.jpg"], new ReadOptions { Picture = new PictureOptions { MaxPixels = 100 } }), _folder["a.jpg"],
            "at most 100");
    }

    [Fact]
    public void A_transparent_canvas_is_white_paper()
    {
        GrayImage digit = Page(5, 3, darkInk: false);
        byte[] rgba = [.. digit.Pixels.ToArray().SelectMany(ink => new byte[] { 0, 0, 0, ink })];
        using MemoryStream stream = new(PngWriter.Rgba(digit.Width, digit.Height, rgba));
        DigitReader.Default.Read(stream).Text.ShouldBe($"{_digits.Labels[5]}");
    }

    [Fact]
    public void White_writing_on_a_transparent_canvas_is_read()
    {
        GrayImage digit = Page(5, 3, darkInk: false);
        byte[] rgba = [.. digit.Pixels.ToArray().SelectMany(ink => new byte[] { 255, 255, 255, ink })];
        using MemoryStream stream = new(PngWriter.Rgba(digit.Width, digit.Height, rgba));
        DigitReader.Default.Read(stream).Text.ShouldBe($"{_digits.Labels[5]}");
    }

    [Fact]
    public void A_model_of_other_classes_is_refused() =>
        Bad.Says(() => new DigitReader(new Classifier(Architectures.Create("fast", new Shape(1, 28, 28), classes: 47))), "47 classes", "10 digits");

    [SkippableFact]
    public void Pictures_that_once_were_read_wrongly_are_read()
    {
        string folder = RealData.Folder("cases/13-not-a-digit");
        string[] named = ["canvas-transparent-4.png", "corner-9.png", "inverted-3.png", "inverted-7.png", "photo-8.jpg", "plain-3.png"];
        foreach (string name in named)
            DigitReader.Default.Read(Path.Combine(folder, name)).Text.ShouldBe(name.Split('-', '.')[^2], name);
        DigitReader.Default.Read(Path.Combine(folder, "blank-white.png")).Digits.ShouldBeEmpty();
    }

    private static GrayImage Digit(int index) => new(28, 28, _digits.Image(index).ToArray());

    /// <summary>A digit enlarged, with a margin of ten pixels, not centered.</summary>
    private static GrayImage Page(int index, int scale, bool darkInk)
    {
        (int width, int height) = ((28 * scale) + 20, (28 * scale) + 35);
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < 28 * 28 * scale * scale; i++)
        {
            (int y, int x) = Math.DivRem(i, 28 * scale);
            pixels[((y + 10) * width) + x + 10] = _digits.Image(index)[(y / scale * 28) + (x / scale)];
        }

        return new GrayImage(width, height, darkInk ? [.. pixels.Select(value => (byte)(255 - value))] : pixels);
    }
}
