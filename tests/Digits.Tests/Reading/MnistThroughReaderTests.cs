using Digits.Data;
using Digits.Imaging;
using Digits.Reading;
using Digits.Tests.Data;

namespace Digits.Tests.Reading;

/// <summary>MNIST's own digits through the whole reader, in the forms in which people keep them: no step on the way may cost accuracy.</summary>
public sealed class MnistThroughReaderTests
{
    private const int Count = 2000;

    [SkippableTheory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(10, true)]
    public void The_reader_is_as_right_as_its_classifier(int scale, bool isDark)
    {
        DigitSet digits = DataSource.Load(RealData.Folder("mnist")).RequireTest();
        int own = 0;
        int read = 0;
        Parallel.For(0, Count, i =>
        {
            GrayImage digit = new(digits.Columns, digits.Rows, digits.Image(i).ToArray());
            if (Classifier.Default.Classify(digit).Class == digits.Labels[i])
                Interlocked.Increment(ref own);
            if (DigitReader.Default.Read(Dressed(digit, scale, isDark)).Text == $"{digits.Labels[i]}")
                Interlocked.Increment(ref read);
        });

        // 0.15 points of 2,000.
        read.ShouldBeInRange(own - 3, own + 3);
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
