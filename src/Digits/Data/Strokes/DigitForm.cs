namespace Digits.Data;

/// <summary>
/// One way to write a digit, e.g. a 7 with a cross-bar: examples with the same strokes point for point, so that any mixture of
/// them is again a way to write it.
/// </summary>
/// <param name="Weight">How often people write it so, relative to the digit's other forms.</param>
/// <param name="Examples">The examples, in the notation of <see cref="Skeleton"/>.</param>
internal sealed record DigitForm(int Weight, params string[] Examples)
{
    private readonly Skeleton[] _skeletons = [.. Examples.Select(Skeleton.Parse)];

    /// <summary>A random mixture of a few of the examples, and a little beyond them; of all, it would always be near their mean.</summary>
    public Skeleton Draw(SeededRandom random)
    {
        const int Few = 3;
        const float Beyond = 0.2f;
        Skeleton[] few = new Skeleton[Few];
        Span<float> weights = stackalloc float[Few];
        float sum = 0;
        for (int i = 0; i < Few; i++)
        {
            few[i] = _skeletons[random.NextInt(_skeletons.Length)];
            float u = random.NextSingle();
            weights[i] = u * u + 1e-3f;
            sum += weights[i];
        }

        foreach (ref float weight in weights)
            weight = (1 + Beyond) * weight / sum - Beyond / Few;
        return Skeleton.Blend(few, weights);
    }
}
