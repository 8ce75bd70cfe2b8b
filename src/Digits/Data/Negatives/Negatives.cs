namespace Digits.Data;

/// <summary>
/// A data set without a download: what is not a digit, drawn by a program and framed as digits are (28x28, in a box of 20x20, its center of mass in the
/// middle), so that a network can learn to tell it from digits. Letters, signs, scribbles, digits that touch, halves of digits, rules, blots, texture.
/// </summary>
public static class Negatives
{
    /// <summary>The label of all these images: the class after the ten digits.</summary>
    public const byte Label = 10;

    // How many of a hundred are of each kind.
    private static readonly (NegativeKind Kind, int Share)[] _trained =
    [
        (NegativeKind.Letters, 24), (NegativeKind.Invented, 20), (NegativeKind.Composed, 12), (NegativeKind.RunningHand, 9), (NegativeKind.Scribble, 6),
        (NegativeKind.Marks, 9), (NegativeKind.Touching, 7), (NegativeKind.Half, 2), (NegativeKind.Rules, 4), (NegativeKind.Blot, 2), (NegativeKind.Texture, 4),
        (NegativeKind.Specks, 1),
    ];

    private static readonly (NegativeKind Kind, int Share)[] _unseen = [(NegativeKind.Runes, 50), (NegativeKind.Knots, 50)];

    /// <summary>
    /// Draws images to train on, and others to measure on that are of kinds not among the first. The same seed draws the same bytes on every machine and with
    /// any number of threads.
    /// </summary>
    /// <param name="train">Number of training images, at least 1.</param>
    /// <param name="test">Number of test images, at least 1.</param>
    /// <param name="seed">Which of the possible data sets.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of images is less than 1.</exception>
    public static DigitData Generate(int train = 20000, int test = 2000, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(train, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(test, 1);
        return new DigitData(Draw(train, seed, part: 0), Draw(test, seed, part: 1));
    }

    /// <summary>Which kind one of the images is.</summary>
    internal static NegativeKind KindOf(int image, int part)
    {
        (NegativeKind Kind, int Share)[] kinds = part == 0 ? _trained : _unseen;

        // A step that has no divisor in common with 100 mixes the kinds and keeps their shares in every hundred.
        int left = image * 37 % 100;
        int k = 0;
        for (; left >= kinds[k].Share; k++)
            left -= kinds[k].Share;
        return kinds[k].Kind;
    }

    private static DigitSet Draw(int count, ulong seed, int part)
    {
        const int Area = StrokeArtist.Side * StrokeArtist.Side;
        byte[] pixels = new byte[checked(count * Area)];
        Parallel.For(
            0,
            count,
            () => new NegativeArtist(),
            (i, _, artist) =>
            {
                artist.Draw(KindOf(i, part), new SeededRandom(seed, (2 * (ulong)i) + (ulong)part), pixels.AsSpan(i * Area, Area));
                return artist;
            },
            _ => { });
        byte[] labels = new byte[count];
        labels.AsSpan().Fill(Label);
        return new DigitSet(DataSource.NegativesName, StrokeArtist.Side, StrokeArtist.Side, pixels, labels)
        {
            LabelNames = [.. ClassNames.Numbers(10), ClassNames.None],
        };
    }
}
