using Digits.Data;
using Digits.Imaging;
using Digits.Reading;

namespace Digits.Tests.Reading;

/// <summary>MNIST's own digits through the whole reader, in the forms in which people keep them: no step on the way may cost accuracy.</summary>
public sealed class MnistThroughReaderTests
{
    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_reader_is_as_right_as_its_classifier(bool isDark) => Compare(2000, scale: 1, isDark);

    [SkippableFact]
    [Trait("Category", "Slow")]
    public void Enlarged_ten_times_on_white_they_are_read_as_well() => Compare(10_000, scale: 10, isDark: true);

    private static void Compare(int count, int scale, bool isDark)
    {
        DigitSet digits = DataSource.Load(RealData.Folder("mnist")).RequireTest();
        int own = 0;
        int read = 0;
        Parallel.For(0, count, i =>
        {
            GrayImage digit = new(digits.Columns, digits.Rows, digits.Image(i).ToArray());
            if (Classifier.Default.Classify(digit).Class == digits.Labels[i])
                Interlocked.Increment(ref own);
            if (DigitReader.Default.Read(Dressed(digit, scale, isDark)).Text == $"{digits.Labels[i]}")
                Interlocked.Increment(ref read);
        });

        // 0.15 points.
        int most = count * 15 / 10_000;
        read.ShouldBeInRange(own - most, own + most);
    }

    private static GrayImage Dressed(GrayImage digit, int scale, bool isDark)
    {
        byte[] pixels = new byte[digit.Width * scale * digit.Height * scale];
        for (int i = 0; i < pixels.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, digit.Width * scale);
            byte ink = digit.Row(y / scale)[x / scale];
            pixels[i] = isDark ? (byte)(255 - ink) : ink;
        }

        return new GrayImage(digit.Width * scale, digit.Height * scale, pixels);
    }
}
