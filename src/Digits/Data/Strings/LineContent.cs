namespace Digits.Data;

/// <summary>What stands in a line: digits and signs, from left to right.</summary>
internal static class LineContent
{
    private static readonly SignKind[][] _endings =
    [
        [SignKind.Dot], [SignKind.Dash], [SignKind.Equal], [SignKind.Dot, SignKind.Dash], [SignKind.Dot, SignKind.Equal], [SignKind.Number],
        [SignKind.Dash, SignKind.Dash], [SignKind.Scribble], [SignKind.LongDash], [SignKind.Dot, SignKind.LongDash], [SignKind.Letter],
        [SignKind.Comma, SignKind.Dash], [SignKind.Curl], [SignKind.Slash, SignKind.Dash], [SignKind.Star],
    ];

    private static readonly SignKind[] _beginnings =
    [
        SignKind.Dollar, SignKind.Number, SignKind.Dash, SignKind.Equal, SignKind.Scribble, SignKind.Letter, SignKind.Star, SignKind.Euro, SignKind.Dot,
    ];

    private static readonly SignKind[] _afterWords = [SignKind.Dot, SignKind.Comma, SignKind.Dash];

    /// <summary>Draws a line's content: a digit as 0 to 9, a sign as 10 + its <see cref="SignKind"/>.</summary>
    /// <remarks>
    /// A few lines hold no digit, only words, scrawls or nothing at all, and a few a word beside the number: what a page has besides numbers.
    /// </remarks>
    public static List<int> Draw(SeededRandom random) => random.Weighted(0.84f, 0.055f, 0.045f, 0.02f, 0.04f) switch
    {
        0 => Number(random),
        1 => Words(random),
        2 => random.Happens(0.5) ? [.. Words(random), .. Number(random)] : [.. Number(random), .. Words(random)],
        3 => [.. Enumerable.Repeat(10 + (int)SignKind.Scrawl, 1 + random.NextInt(2))],
        _ => [],
    };

    private static List<int> Words(SeededRandom random)
    {
        List<int> items = [];
        for (int count = 1 + random.NextInt(3); count > 0; count--)
        {
            items.Add(10 + (int)SignKind.Word);
            if (random.Happens(0.2))
                items.Add(10 + (int)_afterWords[random.Weighted(0.4f, 0.3f, 0.3f)]);
        }

        return items;
    }

    private static List<int> Number(SeededRandom random)
    {
        int count = 1 + random.Weighted(0.05f, 0.11f, 0.14f, 0.17f, 0.17f, 0.13f, 0.09f, 0.06f, 0.03f, 0.03f, 0.01f, 0.01f);
        int[] digits = Digits(random, count);
        bool hasSigns = random.Happens(0.6);
        SignKind separator = (SignKind)random.Weighted(0.45f, 0.2f, 0.25f, 0.06f);
        bool groups = hasSigns && random.Happens(0.45);
        List<int> items = [];
        if (hasSigns && random.Happens(0.14))
            items.Add(10 + (int)_beginnings[random.NextInt(_beginnings.Length)]);
        for (int i = 0; i < count; i++)
        {
            if (i > 0 && groups && (count - i) % 3 == 0)
                items.Add(10 + (int)separator);
            else if (i > 0 && hasSigns && random.Happens(0.03))
                items.Add(10 + (random.Happens(0.8) ? (int)separator : (int)SignKind.Letter));
            items.Add(digits[i]);
        }

        if (hasSigns && random.Happens(0.5))
        {
            foreach (SignKind sign in _endings[random.Weighted(2, 2, 1.5f, 1.5f, 0.8f, 0.3f, 0.6f, 0.6f, 0.7f, 0.4f, 0.5f, 0.3f, 0.4f, 0.2f, 0.2f)])
                items.Add(10 + (int)sign);
        }

        return items;
    }

    private static int[] Digits(SeededRandom random, int count)
    {
        int[] digits = new int[count];
        foreach (ref int digit in digits.AsSpan())
            digit = random.NextInt(10);
        switch (random.Weighted(0.7f, 0.14f, 0.12f, 0.04f))
        {
            case 1:
                // Round amounts end in zeros.
                digits.AsSpan(count - 1 - random.NextInt(count)).Fill(random.Happens(0.8) ? 0 : random.NextInt(10));
                break;
            case 2:
                // The same digit twice is what a network must not read as one.
                for (int i = 1; i < count; i++)
                    digits[i] = random.Happens(0.5) ? digits[i - 1] : digits[i];
                break;
            case 3:
                for (int i = 1; i < count; i++)
                    digits[i] = (digits[0] + i) % 10;
                break;
        }

        return digits;
    }
}
