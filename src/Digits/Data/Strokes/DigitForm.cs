namespace Digits.Data;

/// <summary>
/// One way to write a digit, e.g. a 7 with a cross-bar: examples with the same strokes point for point, so that any mixture of
/// them is again a way to write it.
/// </summary>
/// <param name="weight">How often people write it so, relative to the digit's other forms; 0 for what MNIST's writers hardly ever did.</param>
/// <param name="examples">The examples, in the notation of <see cref="Skeleton"/>.</param>
internal sealed class DigitForm(int weight, params string[] examples)
{
    /// <summary>The examples.</summary>
    public Skeleton[] Skeletons { get; } = [.. examples.Select(Skeleton.Parse)];

    /// <summary>How often people write it so, relative to the digit's other forms.</summary>
    public int Weight => weight;

    /// <summary>A random mixture of a few of the examples, and a little beyond them; of all, it would always be near their mean.</summary>
    public Skeleton Draw(SeededRandom random)
    {
        const int Few = 3;
        const float Beyond = 0.2f;
        Skeleton[] few = new Skeleton[Few];
        Span<float> shares = stackalloc float[Few];
        float sum = 0;
        for (int i = 0; i < Few; i++)
        {
            few[i] = Skeletons[random.NextInt(Skeletons.Length)];
            float u = random.NextSingle();
            shares[i] = u * u + 1e-3f;
            sum += shares[i];
        }

        foreach (ref float share in shares)
            share = (1 + Beyond) * share / sum - Beyond / Few;
        return Skeleton.Blend(few, shares);
    }
}
