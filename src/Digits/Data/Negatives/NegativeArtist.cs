using System.Numerics;
using Digits.Imaging;

namespace Digits.Data;

/// <summary>Draws what is not a digit, framed as a digit would be. One instance serves one thread.</summary>
internal sealed class NegativeArtist
{
    private readonly StrokeArtist _artist = new();

    /// <summary>Draws something of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="random">What it becomes.</param>
    /// <param name="image">Receives <c>[28, 28]</c>, ink bright on dark.</param>
    public void Draw(NegativeKind kind, SeededRandom random, Span<byte> image)
    {
        switch (kind)
        {
            case NegativeKind.Blot:
                Frame(Stains.Blot(random), image);
                break;
            case NegativeKind.Texture:
                Frame(Stains.Texture(random), image);
                break;
            case NegativeKind.Specks:
                Frame(Stains.Specks(random), image);
                break;
            default:
                Vector2[][] lines = Lines(kind, random);
                _artist.Draw(lines, new Pen(random, Breadth(kind, random)), random, image);
                break;
        }
    }

    private static Vector2[][] Lines(NegativeKind kind, SeededRandom random) => kind switch
    {
        NegativeKind.Touching => Pieces.Touching(random),
        NegativeKind.Half => Half(random),
        _ => new Handwriting(random).Write(Drawn(kind, random)),
    };

    private static Skeleton Drawn(NegativeKind kind, SeededRandom random) => kind switch
    {
        NegativeKind.Letters => Letters.Forms[random.NextInt(Letters.Forms.Length)].Draw(random),
        NegativeKind.Marks => Marks.Forms[random.NextInt(Marks.Forms.Length)].Draw(random),
        NegativeKind.Invented => InventedLetters.Draw(random),
        NegativeKind.Composed => ComposedLetters.Draw(random),
        NegativeKind.RunningHand => Scrawls.RunningHand(random),
        NegativeKind.Scribble => Scrawls.Scribble(random),
        NegativeKind.Rules => Scrawls.Rules(random),
        NegativeKind.Runes => UnseenLetters.Rune(random),
        NegativeKind.Knots => UnseenLetters.Knot(random),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static Vector2[][] Half(SeededRandom random)
    {
        Vector2[][] lines = [];
        while (lines.Length == 0)
            lines = Pieces.Half(random);
        return lines;
    }

    /// <summary>What is more involved than a digit has a finer line once it is brought to a digit's size.</summary>
    private static float Breadth(NegativeKind kind, SeededRandom random)
    {
        float most = kind is NegativeKind.Touching or NegativeKind.Composed or NegativeKind.RunningHand or NegativeKind.Scribble ? 0.85f : 1.15f;
        return most * (0.55f + (0.45f * random.NextSingle()));
    }

    private static void Frame(GrayImage picture, Span<byte> image) =>
        DigitNormalizer.Normalize(picture, StrokeArtist.Side, isInkDark: false).Pixels.CopyTo(image);
}
