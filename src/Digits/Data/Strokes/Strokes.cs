namespace Digits.Data;

/// <summary>
/// A data set without a download: digits drawn by a program as strokes of a pen, in MNIST's form (28x28, the digit in a box of 20x20,
/// its center of mass at pixel (14, 14)). Several ways of writing each digit, slants, proportions, pens and slips of the hand.
/// </summary>
public static class Strokes
{
    /// <summary>
    /// Draws a training and a test set, each with the ten digits equally often (to within one) and in random order. The same seed
    /// draws the same bytes on every machine and with any number of threads; the two sets share no random numbers.
    /// </summary>
    /// <param name="train">Number of training images, at least 1.</param>
    /// <param name="test">Number of test images, at least 1.</param>
    /// <param name="seed">Which of the possible data sets.</param>
    /// <param name="evenly">
    /// Whether each way of writing a digit is equally likely, so that forms that are rare in one country and usual in another (a 1 with a long upstroke, a
    /// crossed 7, a slashed 0, a 9 like a P) are well represented. Otherwise each is as likely as among MNIST's writers, and those forms do not occur.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number of images is less than 1.</exception>
    public static DigitData Generate(int train = 12000, int test = 2000, ulong seed = 1, bool evenly = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(train, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(test, 1);
        return new DigitData(Draw(train, seed, part: 0, evenly), Draw(test, seed, part: 1, evenly));
    }

    private static DigitSet Draw(int count, ulong seed, ulong part, bool evenly)
    {
        const int Area = StrokeArtist.Side * StrokeArtist.Side;
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++)
            labels[i] = (byte)(i % 10);
        new SeededRandom(seed, part).Shuffle(labels.AsSpan());

        byte[] pixels = new byte[checked(count * Area)];
        Parallel.For(
            0,
            count,
            () => new StrokeArtist(),
            (i, _, artist) =>
            {
                artist.Draw(labels[i], RandomFor(i, seed, part), pixels.AsSpan(i * Area, Area), evenly);
                return artist;
            },
            _ => { });
        return new DigitSet(evenly ? DataSource.FormsName : DataSource.StrokesName, StrokeArtist.Side, StrokeArtist.Side, pixels, labels);
    }

    /// <summary>The numbers that draw one image of part 0 (train) or 1 (test). Streams 0 and 1 order the parts; then each image has its own.</summary>
    internal static SeededRandom RandomFor(int image, ulong seed, ulong part) => new(seed, 2 + 2 * (ulong)image + part);
}
