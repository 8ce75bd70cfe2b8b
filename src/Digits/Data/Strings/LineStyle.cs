namespace Digits.Data;

/// <summary>What belongs to the writer and the pen, and so is the same for all of a line.</summary>
internal sealed class LineStyle
{
    /// <summary>How often a writer whose digits are otherwise those of MNIST has a form of their own for each digit.</summary>
    private static readonly float[] _ownForms = [0.3f, 0.5f, 0.2f, 0.12f, 0.3f, 0.35f, 0.25f, 0.45f, 0.15f, 0.4f];

    /// <summary>Draws a writer at random.</summary>
    public LineStyle(SeededRandom random)
    {
        Height = random.Between(22, 44);
        Aspect = random.Factor(0.24f) * 1.05f;
        Slant = random.Normal(0.14f, 0.22f);
        Radius = MathF.Max(0.6f, Height * random.Between(0.02f, 0.075f));
        if (random.Happens(0.06))
            Radius = Height * random.Between(0.07f, 0.11f);
        Hand = random.Weighted(0.48f, 0.2f, 0.32f) switch { 0 => HandKind.Thinned, 1 => HandKind.Copied, _ => HandKind.Drawn };
        IsSteady = random.Happens(0.5);
        IsUpright = random.Happens(0.5);
        Unevenness = random.Between(0.03f, 0.12f);
        Wobble = random.Between(0, 2.4f);
        Pressure = random.Between(0, 0.3f);
        EdgeThreshold = random.Between(0.1f, 0.5f);
        EdgeGain = random.Between(1.5f, 4);
        SmallZero = random.Happens(0.12) ? random.Between(0.55f, 0.85f) : 1;
        Descent = random.Happens(0.25) ? random.Between(1.1f, 1.5f) : 1;
        Ascent = random.Happens(0.1) ? random.Between(1.1f, 1.35f) : 1;
        (LeastGap, MostGap) = random.Weighted(0.2f, 0.33f, 0.32f, 0.15f) switch
        {
            0 => (-0.09f, 0.02f),
            1 => (-0.03f, 0.15f),
            2 => (0.03f, 0.3f),
            _ => (0.2f, 1.1f),
        };
        Slope = random.Normal(0, 0.04f);
        JoinsZeros = random.Happens(0.2);
        ZeroTail = random.Happens(0.2) ? random.Between(0.1f, 0.6f) : 0;
        Hook = random.Happens(0.2) ? random.Between(0.03f, 0.14f) : 0;
        OneSlant = random.Normal(0, 0.14f);
        Writer = new Handwriting(random);
        for (int digit = 0; digit < 10; digit++)
        {
            Forms[digit] = DigitForms.Draw(digit, random, evenly: random.Happens(0.7));
            IsOwnForm[digit] = random.Happens(Hand switch { HandKind.Drawn => 1, HandKind.Thinned => _ownForms[digit], _ => 0.5f * _ownForms[digit] });
            Examples[digit] = random.NextUInt64();
        }
    }

    /// <summary>The height of a digit in pixels of the sheet that is written on.</summary>
    public float Height { get; }

    /// <summary>A factor of the digits' width.</summary>
    public float Aspect { get; }

    /// <summary>Pixels to the right for each pixel up.</summary>
    public float Slant { get; }

    /// <summary>How much more than other digits the 1 leans.</summary>
    public float OneSlant { get; }

    /// <summary>Half the breadth of the line, in pixels.</summary>
    public float Radius { get; }

    /// <summary>Where the digits' shapes come from.</summary>
    public HandKind Hand { get; }

    /// <summary>Whether every 3 is written like the last 3.</summary>
    public bool IsSteady { get; }

    /// <summary>Whether the lean of the written examples is taken out first, so that all digits lean alike.</summary>
    public bool IsUpright { get; }

    /// <summary>The deviation of a digit's size and place, relative to the height.</summary>
    public float Unevenness { get; }

    /// <summary>How far a digit's points stray from the example, in fifty-sixths of its frame.</summary>
    public float Wobble { get; }

    /// <summary>How much the line's breadth changes on its way.</summary>
    public float Pressure { get; }

    /// <summary>Where the copied ink begins, of 1.</summary>
    public float EdgeThreshold { get; }

    /// <summary>How steep the copied ink's edge is.</summary>
    public float EdgeGain { get; }

    /// <summary>A factor of the zeros' height.</summary>
    public float SmallZero { get; }

    /// <summary>A factor of the height of 4, 7 and 9, which then reach below the line.</summary>
    public float Descent { get; }

    /// <summary>A factor of the height of 6 and 1, which then reach above the line.</summary>
    public float Ascent { get; }

    /// <summary>The least gap between two digits, relative to the height; below 0 they cross.</summary>
    public float LeastGap { get; }

    /// <summary>The widest gap.</summary>
    public float MostGap { get; }

    /// <summary>How much the line rises or falls, in pixels a pixel.</summary>
    public float Slope { get; }

    /// <summary>Whether zeros side by side hang together at the top.</summary>
    public bool JoinsZeros { get; }

    /// <summary>How far the pen runs on to the right after a zero, relative to the height; 0 for not at all.</summary>
    public float ZeroTail { get; }

    /// <summary>The length of the hook where the pen is set down or lifted, relative to the height; 0 for none.</summary>
    public float Hook { get; }

    /// <summary>The hand that draws forms.</summary>
    public Handwriting Writer { get; }

    /// <summary>The form of each digit, <c>[10]</c>.</summary>
    public DigitForm[] Forms { get; } = new DigitForm[10];

    /// <summary>Whether a digit is drawn by its form, <c>[10]</c>.</summary>
    public bool[] IsOwnForm { get; } = new bool[10];

    /// <summary>Which written example of each digit a steady writer repeats, <c>[10]</c>.</summary>
    public ulong[] Examples { get; } = new ulong[10];
}
