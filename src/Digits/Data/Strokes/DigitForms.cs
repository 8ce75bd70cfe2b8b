namespace Digits.Data;

/// <summary>The forms of the ten digits, as people write them.</summary>
internal static class DigitForms
{
    // What weighs 0 comes last: it does not change which form a random number draws by weight.
    private static readonly DigitForm[][] _forms =
    [
        .. FormsOf0To4.Forms.Zip(RareFormsOf0To4.Forms, Both),
        .. FormsOf5To9.Forms.Zip(RareFormsOf5To9.Forms, Both),
    ];

    // People write a simple digit smaller than an involved one; brought to one size, its line is broader.
    private static readonly float[] _breadths = [1.1f, 1.15f, 1f, 0.98f, 0.95f, 0.94f, 0.97f, 1.03f, 0.92f, 0.91f];

    /// <summary>How broad the line of <paramref name="digit"/> is, relative to the average digit's.</summary>
    public static float Breadth(int digit) => _breadths[digit];

    /// <summary>All ways to write <paramref name="digit"/>: first MNIST's, then those that its writers hardly ever used, of weight 0.</summary>
    public static IReadOnlyList<DigitForm> Of(int digit) => _forms[digit];

    /// <summary>A way to write <paramref name="digit"/>: each as often as any other, or by how often people write it so.</summary>
    public static DigitForm Draw(int digit, SeededRandom random, bool evenly)
    {
        DigitForm[] forms = _forms[digit];
        if (evenly)
            return forms[random.NextInt(forms.Length)];

        int left = random.NextInt(forms.Sum(form => form.Weight));
        int i = 0;
        for (; left >= forms[i].Weight; i++)
            left -= forms[i].Weight;
        return forms[i];
    }

    private static DigitForm[] Both(DigitForm[] usual, DigitForm[] rare) => [.. usual, .. rare];
}
