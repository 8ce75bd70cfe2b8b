using System.Buffers.Binary;
using System.Diagnostics;
using Digits.Imaging;

namespace Digits.Tests.Imaging;

/// <summary>
/// Pictures of every kind as ImageMagick makes them load to the gray that it makes of them itself: exactly, or within two levels where the format loses bits.
/// </summary>
public sealed class ImageMagickTests : IDisposable
{
    /// <summary>Noise in all colors, a photograph's worth of gradients, and the same with opacity from left to right.</summary>
    private const string Noise = "-size 61x47 xc: -seed 5 +noise Random -depth 16";
    private const string Smooth = "-size 61x47 -seed 3 plasma:red-blue ( -size 61x47 gradient:white-black ) -compose multiply -composite";
    private const string Fading = Noise + " -alpha set -channel A -fx i/w +channel";

    private const int Lossy = 2;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("gray1.png", Smooth + " -colorspace Gray -define png:color-type=0 -define png:bit-depth=1 -depth 1")]
    [InlineData("gray2.png", Smooth + " -colorspace Gray -define png:color-type=0 -define png:bit-depth=2 -depth 2")]
    [InlineData("gray4.png", Smooth + " -colorspace Gray -define png:color-type=0 -define png:bit-depth=4 -depth 4")]
    [InlineData("gray8.png", Smooth + " -colorspace Gray -define png:color-type=0 -define png:bit-depth=8 -depth 8")]
    [InlineData("gray16.png", Smooth + " -colorspace Gray -define png:color-type=0 -define png:bit-depth=16 -depth 16")]
    [InlineData("gray16i.png", Noise + " -colorspace Gray -define png:color-type=0 -define png:bit-depth=16 -interlace PNG")]
    [InlineData("gray8i.png", Smooth + " -colorspace Gray -define png:color-type=0 -define png:bit-depth=8 -depth 8 -interlace PNG")]
    [InlineData("alpha8.png", Fading + " -colorspace Gray -define png:color-type=4 -define png:bit-depth=8 -depth 8")]
    [InlineData("alpha16.png", Fading + " -colorspace Gray -define png:color-type=4 -define png:bit-depth=16")]
    [InlineData("palette2.png", Smooth + " -colors 2 -depth 8", "PNG8:")]
    [InlineData("palette16.png", Smooth + " -colors 16 -depth 8", "PNG8:")]
    [InlineData("palette256.png", Smooth + " -colors 256 -depth 8", "PNG8:")]
    [InlineData("palettei.png", Smooth + " -colors 16 -depth 8 -interlace PNG", "PNG8:")]
    [InlineData("paletteclear.png", Smooth + " -colors 16 -depth 8 -alpha set -channel A -evaluate-sequence max -fx i<30 +channel", "PNG8:")]
    [InlineData("rgb8.png", Noise + " -define png:color-type=2 -define png:bit-depth=8 -depth 8")]
    [InlineData("rgb8i.png", Noise + " -define png:color-type=2 -define png:bit-depth=8 -depth 8 -interlace PNG")]
    [InlineData("rgb16.png", Noise + " -define png:color-type=2 -define png:bit-depth=16")]
    [InlineData("rgb16i.png", Noise + " -define png:color-type=2 -define png:bit-depth=16 -interlace PNG")]
    [InlineData("rgba8.png", Fading + " -define png:color-type=6 -define png:bit-depth=8 -depth 8")]
    [InlineData("rgba16.png", Fading + " -define png:color-type=6 -define png:bit-depth=16")]
    [InlineData("rgba16i.png", Fading + " -define png:color-type=6 -define png:bit-depth=16 -interlace PNG")]
    [InlineData("b1.bmp", Smooth + " -monochrome", "BMP3:")]
    [InlineData("b4.bmp", Smooth + " -colors 16", "BMP3:")]
    [InlineData("b8.bmp", Smooth + " -colors 200", "BMP3:")]
    [InlineData("rle.bmp", Smooth + " -colors 100 -compress RLE", "BMP3:")]
    [InlineData("os2.bmp", Smooth, "BMP2:")]
    [InlineData("b24.bmp", Smooth)]
    [InlineData("b32.bmp", Fading)]
    [InlineData("g.gif", Smooth + " -colors 64")]
    [InlineData("interlaced.gif", Smooth + " -colors 64 -interlace GIF")]
    [InlineData("clear.gif", Smooth + " -colors 8 -depth 8 -alpha set -channel A -fx i<30 +channel")]
    [InlineData("lossless.webp", Fading + " -depth 8 -define webp:lossless=true")]
    [InlineData("gray8.tif", Smooth + " -colorspace Gray -depth 8 -compress None")]
    [InlineData("gray16.tif", Noise + " -colorspace Gray -compress Zip")]
    [InlineData("gray16msb.tif", Noise + " -colorspace Gray -define tiff:endian=msb -compress LZW")]
    [InlineData("gray4.tif", Smooth + " -colorspace Gray -depth 4 -compress LZW")]
    [InlineData("gray2.tif", Smooth + " -colorspace Gray -depth 2 -compress RLE")]
    [InlineData("white8.tif", Smooth + " -colorspace Gray -depth 8 -define quantum:polarity=min-is-white")]
    [InlineData("white1.tif", Smooth + " -monochrome -depth 1 -define quantum:polarity=min-is-white -compress None")]
    [InlineData("black1.tif", Smooth + " -monochrome -depth 1 -define quantum:polarity=min-is-black -compress Zip")]
    [InlineData("g3.tif", Smooth + " -monochrome -compress Fax")]
    [InlineData("g4.tif", Smooth + " -monochrome -compress Group4")]
    [InlineData("g4strips.tif", Smooth + " -monochrome -compress Group4 -define tiff:rows-per-strip=8")]
    [InlineData("palette256.tif", Smooth + " -colors 200 -depth 8 -type Palette")]
    [InlineData("palette16.tif", Smooth + " -colors 16 -depth 4 -type Palette -compress LZW")]
    [InlineData("rgb8.tif", Noise + " -depth 8 -compress LZW")]
    [InlineData("rgb16.tif", Noise + " -compress Zip")]
    [InlineData("rgbpredictor.tif", Smooth + " -depth 8 -compress LZW -define tiff:predictor=2")]
    [InlineData("rgbplanes.tif", Smooth + " -depth 8 -interlace Plane")]
    [InlineData("rgbtiles.tif", Smooth + " -depth 8 -define tiff:tile-geometry=32x16 -compress LZW")]
    [InlineData("gray1tiles.tif", Smooth + " -monochrome -define tiff:tile-geometry=16x16 -compress Group4")]
    [InlineData("rgba8.tif", Fading + " -depth 8 -define tiff:alpha=unassociated")]
    [InlineData("big.tif", Smooth + " -depth 8 -compress LZW", "TIFF64:")]
    public void Formats_that_keep_every_bit_load_exactly(string name, string make, string prefix = "") => Differ(name, make, prefix).ShouldBe(0);

    [SkippableTheory]
    [InlineData("gray.jpg", Smooth + " -colorspace Gray -quality 85")]
    [InlineData("color.jpg", Smooth + " -quality 90")]
    [InlineData("full.jpg", Smooth + " -quality 90 -sampling-factor 1x1")]
    [InlineData("wide.jpg", Smooth + " -quality 75 -sampling-factor 2x1")]
    [InlineData("coarse.jpg", Smooth + " -quality 30")]
    [InlineData("progressive.jpg", Smooth + " -quality 80 -interlace JPEG")]
    [InlineData("cmyk.jpg", Smooth + " -colorspace CMYK -quality 90")]
    [InlineData("lossy.webp", Smooth + " -quality 80")]
    [InlineData("fading.webp", Fading + " -quality 85")]
    [InlineData("gray-jpeg.tif", Smooth + " -colorspace Gray -compress JPEG -quality 90")]
    [InlineData("color-jpeg.tif", Smooth + " -compress JPEG -quality 95 -sampling-factor 1x1")]
    [InlineData("associated.tif", Fading + " -depth 8 -define tiff:alpha=associated")]
    [InlineData("cmyk.tif", Smooth + " -colorspace CMYK -depth 8")]
    public void Formats_that_lose_bits_load_within_two_levels(string name, string make) => Differ(name, make, "").ShouldBeLessThanOrEqualTo(Lossy);

    [SkippableFact]
    public void All_eight_orientations_of_a_JPEG_are_set_upright_as_auto_orient_does()
    {
        Run(Arguments(Smooth + " -quality 92", _folder["plain.jpg"]));
        byte[] plain = File.ReadAllBytes(_folder["plain.jpg"]);
        for (byte orientation = 1; orientation <= 8; orientation++)
            Distance(_folder.Write($"{orientation}.jpg", MakePicture.Turned(plain, orientation)))
                .ShouldBeLessThanOrEqualTo(Lossy, $"orientation {orientation}");
    }

    private int Differ(string name, string make, string prefix)
    {
        Run(Arguments(make, prefix + _folder[name]));
        return Distance(_folder[name]);
    }

    /// <summary>The largest difference from what ImageMagick makes of a file: 16 bits of gray, upright, on white.</summary>
    private static int Distance(string path)
    {
        GrayImage loaded = Picture.Load(path);
        byte[] gray = Run([$"{path}[0]", "-auto-orient", .. "-background white -alpha remove -colorspace Gray -depth 16 -endian MSB".Split(' '), "gray:-"]);
        gray.Length.ShouldBe(2 * loaded.Pixels.Length);
        int most = 0;
        for (int i = 0; i < loaded.Pixels.Length; i++)
            most = Math.Max(most, Math.Abs((int)Math.Round(BinaryPrimitives.ReadUInt16BigEndian(gray.AsSpan(2 * i)) / 257.0) - loaded.Pixels[i]));
        return most;
    }

    private static string[] Arguments(string make, string target) => [.. make.Split(' '), target];

    /// <summary>Runs ImageMagick; <c>/usr/bin/convert</c> is version 6's, as Debian has it.</summary>
    private static byte[] Run(string[] arguments)
    {
        Skip.IfNot(File.Exists("/usr/bin/convert"), "ImageMagick is not installed (Debian: apt-get install imagemagick).");
        ProcessStartInfo start = new("/usr/bin/convert", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using MemoryStream output = new();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, errors.Result);
        return output.ToArray();
    }
}
