using System.Numerics;

namespace Digits.Data;

/// <summary>Writes what a line may hold that has no digits in it: words, in separate letters or in running hand, and scrawls.</summary>
internal static class WordPainter
{
    /// <summary>Digits that are letters in a word: o, l, s, z, b, g.</summary>
    private static readonly int[] _likeLetters = [0, 1, 5, 2, 6, 9];

    /// <summary>Writes a word or a scrawl on a sheet of its own.</summary>
    /// <param name="kind"><see cref="SignKind.Word"/> or <see cref="SignKind.Scrawl"/>.</param>
    /// <param name="style">The writer of the line.</param>
    /// <param name="random">What else is left to chance.</param>
    /// <param name="below">Receives how many of the sheet's lowest rows lie below the baseline.</param>
    public static InkPlane Paint(SignKind kind, LineStyle style, SeededRandom random, out int below)
    {
        // Others have written or printed on the paper too.
        Handwriting hand = random.Happens(0.5) ? style.Writer : new Handwriting(random);
        float breadth = style.Radius * random.Between(0.6f, 1.2f), h = style.Height;
        Vector2[][] lines;
        if (kind == SignKind.Scrawl)
        {
            Skeleton scrawl = random.Happens(0.7) ? Scrawls.Scribble(random) : Scrawls.Rules(random);
            lines = Scaled(hand.Write(scrawl), h * random.Between(0.6f, 3.5f), h * random.Between(0.5f, 1.1f));
        }
        else if (random.Happens(0.35))
        {
            lines = Scaled(hand.Write(Scrawls.RunningHand(random)), h * random.Between(1, 4.5f), h * random.Between(0.3f, 0.9f));
        }
        else
        {
            lines = Letters(style, hand, random);
        }

        (Vector2 low, Vector2 high) = Box(lines);
        Vector2 room = new(breadth + 2);
        InkPlane plane = new((int)(high.X - low.X + (2 * room.X)) + 1, (int)(high.Y - low.Y + (2 * room.Y)) + 1);
        foreach (Vector2[] line in lines)
        {
            foreach (ref Vector2 point in line.AsSpan())
                point += room - low;
            Brush.Draw(plane, line, breadth);
        }

        // All of it stands on the baseline but the brush's own breadth.
        below = (int)room.Y;
        return plane;
    }

    /// <summary>Two to nine letters side by side, capitals alone or small ones with some that reach up.</summary>
    private static Vector2[][] Letters(LineStyle style, Handwriting hand, SeededRandom random)
    {
        int count = 2 + random.NextInt(8);
        bool isCapital = random.Happens(0.35), isEven = random.Happens(0.5);
        float small = isCapital ? 1 : random.Between(0.5f, 0.75f), narrow = random.Between(0.6f, 1);
        float gap = style.Height * random.Between(-0.02f, 0.18f);
        List<Vector2[]> lines = [];
        float right = 0;
        bool wasLikeDigit = true;
        for (int i = 0; i < count; i++)
        {
            bool isLikeDigit = !wasLikeDigit && count > 3 && random.Happens(0.2);
            wasLikeDigit = isLikeDigit;
            float height = style.Height * (i == 0 || random.Happens(0.2) ? 1 : small) * (isEven ? 1 : random.Factor(0.08f));
            float width = narrow * height;
            Vector2[][] letter = hand.Write(Letter(isLikeDigit, random));
            float left = letter.Min(line => line.Min(point => point.X)), foot = letter.Max(line => line.Max(point => point.Y));
            float place = right;
            foreach (Vector2[] line in letter)
            {
                foreach (ref Vector2 point in line.AsSpan())
                {
                    point = new Vector2(place + ((point.X - left) * width / 100), (point.Y - foot) * height / 100);
                    right = MathF.Max(right, point.X);
                }

                lines.Add(line);
            }

            right += gap + (isEven ? 0 : style.Height * random.Between(-0.03f, 0.08f));
        }

        return [.. lines];
    }

    private static Skeleton Letter(bool isLikeDigit, SeededRandom random)
    {
        if (isLikeDigit)
            return DigitForms.Draw(_likeLetters[random.NextInt(_likeLetters.Length)], random, evenly: false).Draw(random);
        return random.Weighted(0.75f, 0.15f, 0.1f) switch
        {
            0 => Data.Letters.Forms[random.NextInt(Data.Letters.Forms.Length)].Draw(random),
            1 => InventedLetters.Draw(random),
            _ => ComposedLetters.Draw(random),
        };
    }

    /// <summary>Lines brought to a width and a height.</summary>
    private static Vector2[][] Scaled(Vector2[][] lines, float width, float height)
    {
        (Vector2 low, Vector2 high) = Box(lines);
        Vector2 scale = new Vector2(width, height) / Vector2.Max(high - low, new Vector2(1));
        foreach (Vector2[] line in lines)
        {
            foreach (ref Vector2 point in line.AsSpan())
                point = (point - low) * scale;
        }

        return lines;
    }

    private static (Vector2 Low, Vector2 High) Box(IEnumerable<Vector2[]> lines)
    {
        Vector2 low = new(float.MaxValue), high = new(float.MinValue);
        foreach (Vector2 point in lines.SelectMany(line => line))
            (low, high) = (Vector2.Min(low, point), Vector2.Max(high, point));
        return (low, high);
    }
}
