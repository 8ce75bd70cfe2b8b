using Digits.Imaging;
using Digits.Reading;
using Digits.Reports;
using SkiaSharp;

namespace Digits.Tests.Reports.Annotations;

public sealed class AnnotatedPictureTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(30, 20, 1)]
    [InlineData(900, 700, 5)]
    [InlineData(2400, 60, 40)]
    public void Any_picture_is_drawn_with_its_digits(int width, int height, int digits)
    {
        ReadPicture read = Read(width, height, digits, 0.9);
        AnnotatedPicture.Save(_folder["a.png"], Gray(width, height, 200), read);
        GrayImage drawn = Picture.Load(_folder["a.png"]);
        drawn.Width.ShouldBeGreaterThan(width);
        drawn.Height.ShouldBeGreaterThan(height);
        Math.Max(drawn.Width, drawn.Height).ShouldBeLessThan(7000);
    }

    [Fact]
    public void Small_pictures_are_enlarged_and_large_ones_are_not()
    {
        AnnotationScale.Of(Gray(90, 30, 0), Read(90, 30, 3, 1)).Factor.ShouldBeGreaterThan(1);
        AnnotationScale.Of(Gray(4000, 3000, 0), Read(4000, 3000, 3, 1)).Factor.ShouldBe(1);
        AnnotationScale.Of(Gray(4000, 3000, 0), Read(4000, 3000, 3, 1)).Unit.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    public void Boxes_stand_out_from_dark_and_bright_pictures(byte ground)
    {
        using SKBitmap drawn = AnnotatedPicture.Draw(Gray(200, 100, ground), Read(200, 100, 1, 0.99));
        SKColor[] colors = drawn.Pixels;
        // The edge itself in blue, and white around it.
        colors.ShouldContain(new SKColor(0x00, 0x60, 0xA8));
        colors.Count(color => color.Red > 150 && color.Green > 150 && color.Blue > 150).ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Colors_tell_sure_doubtful_and_unlikely_digits_apart()
    {
        SKColor[][] drawn = [.. new[] { 0.99, 0.8, 0.3 }.Select(confidence =>
        {
            using SKBitmap bitmap = AnnotatedPicture.Draw(Gray(200, 100, 128), Read(200, 100, 1, confidence));
            return bitmap.Pixels;
        }),];
        SKColor[] colors = [new(0x00, 0x60, 0xA8), new(0xB0, 0x52, 0x00), new(0xC0, 0x20, 0x20)];
        for (int i = 0; i < colors.Length; i++)
        {
            for (int j = 0; j < drawn.Length; j++)
                drawn[j].Contains(colors[i]).ShouldBe(i == j);
        }
    }

    private static GrayImage Gray(int width, int height, byte value) => new(width, height, [.. Enumerable.Repeat(value, width * height)]);

    private static ReadPicture Read(int width, int height, int count, double confidence)
    {
        int pitch = width / Math.Max(1, count);
        return new ReadPicture(
            "", width, height, new string('7', count),
            [.. Enumerable.Range(0, count).Select(i => new ReadDigit(i % 10, confidence, (i * pitch) + (pitch / 4), height / 4, pitch / 2, height / 2, 0, []))],
            [Math.Pow(confidence, count)]);
    }
}
