using System.Globalization;
using Digits.Data;
using Digits.Engine;
using Digits.Imaging;
using Digits.Reading;
using Digits.Zoo;

namespace Digits.Tests.Reading;

/// <summary>
/// Pictures of any content through the whole reader: it ends, and what it says is sound. <c>DIGITS_FUZZ</c> sets how many are tried, or which: 400, or
/// 400-1000.
/// </summary>
public sealed class ReaderFuzzTests
{
    private const int MostPixels = 400_000;

    /// <summary>
    /// Readers whose lines networks are small and have random weights. They are fast, and give answers that no trained network gives: digits everywhere, none
    /// of them sure.
    /// </summary>
    private static readonly DigitReader[] _untrained = [.. new int[][] { [4, 4, 4, 4, 4], [4, 6, 8, 8, 8], [8, 4, 6, 4, 12] }.Select(c => Untrained(c))];

    /// <summary>A reader whose lines network sees nothing anywhere: the fastest, for what comes before reading.</summary>
    private static readonly DigitReader _blind = Untrained([2, 2, 2, 2, 2], sureOfNothing: 30);

    [Fact]
    public void Any_picture_is_read_in_every_mode()
    {
        int[] range = [.. (Environment.GetEnvironmentVariable("DIGITS_FUZZ") ?? "400").Split('-')
            .Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
        Parallel.For(range.Length > 1 ? range[0] : 0, range[^1], i =>
        {
            SeededRandom random = new(23, (ulong)i);

            // Most are small, so that many can be tried.
            GrayImage image = RandomPicture.Make(random, i % 100 == 0 ? MostPixels : i % 20 == 0 ? MostPixels / 10 : MostPixels / 100);
            ReadMode mode = (ReadMode)(i % 4);
            DigitReader reader = (i % 21) switch { 0 => DigitReader.Default, 1 => _untrained[i / 21 % _untrained.Length], _ => _blind };
            try
            {
                Check(image, reader.Read(image, options: new ReadOptions { Mode = mode, MinConfidence = i % 3 == 0 ? 0 : null, Threads = 1 }));
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException($"picture {i}, {image.Width}x{image.Height}, {mode}", problem);
            }
        });
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4000, 1)]
    [InlineData(1, 4000)]
    [InlineData(4000, 3)]
    [InlineData(2, 3000)]
    public void Pictures_that_are_hardly_pictures_are_read(int width, int height)
    {
        foreach (ReadMode mode in Enum.GetValues<ReadMode>())
        {
            foreach (Func<int, int> content in new Func<int, int>[] { _ => 0, _ => 255, i => i % 2 * 255, i => i * 7 % 256 })
            {
                GrayImage image = new(width, height, [.. Enumerable.Range(0, width * height).Select(i => (byte)content(i))]);
                Check(image, DigitReader.Default.Read(image, options: new ReadOptions { Mode = mode }));
            }
        }
    }

    [Fact]
    public void A_large_picture_of_a_checkerboard_takes_memory_in_proportion_to_its_pixels()
    {
        // Every square is a component of its own: the most that there can be.
        const int Width = 1500;
        const int Height = 1000;
        GrayImage image = new(Width, Height, [.. Enumerable.Range(0, Width * Height).Select(i => (byte)(((i % Width / 3) + (i / Width / 3)) % 2 * 255))]);
        DigitReader.Default.Read(image);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Check(image, DigitReader.Default.Read(image));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(400L * Width * Height);
    }

    private static DigitReader Untrained(int[] channels, float sureOfNothing = 0)
    {
        Network network = LinesNetwork.Create(64, channels);
        Parameter bias = ((Conv2D)network.Layers.Last()).Bias!;
        float[] values = bias.ToArray();
        values[LineSymbols.Blank] = sureOfNothing;
        bias.Assign(values);
        return new DigitReader(
            Classifier.Default, new OnnxModel(network, new Dictionary<string, string> { [OnnxMetadata.Labels] = string.Join(',', LineSymbols.Names) }));
    }

    private static void Check(GrayImage image, ReadPicture read)
    {
        (read.Width, read.Height).ShouldBe((image.Width, image.Height));
        string.Concat(read.Text.Where(c => c != '\n')).ShouldBe(string.Concat(read.Digits.Select(digit => digit.Digit)));
        int line = 0;
        foreach (ReadDigit digit in read.Digits)
        {
            digit.Digit.ShouldBeInRange(0, 9);
            digit.Confidence.ShouldBeInRange(0, 1);
            digit.Width.ShouldBeGreaterThan(0);
            digit.Height.ShouldBeGreaterThan(0);
            digit.X.ShouldBeInRange(0, image.Width - digit.Width);
            digit.Y.ShouldBeInRange(0, image.Height - digit.Height);
            digit.Line.ShouldBeInRange(line, line + 1);
            line = digit.Line;
        }
    }
}
