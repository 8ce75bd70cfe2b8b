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

    /// <summary>A random mixture of the examples, a little beyond them too.</summary>
    public Skeleton Draw(SeededRandom random)
    {
        const float Beyond = 0.35f;
        Span<float> weights = stackalloc float[_skeletons.Length];
        float sum = 0;
        foreach (ref float weight in weights)
        {
            float u = random.NextSingle();
            weight = u * u + 1e-3f;
            sum += weight;
        }

        foreach (ref float weight in weights)
            weight = (1 + Beyond) * weight / sum - Beyond / weights.Length;
        return Skeleton.Blend(_skeletons, weights);
    }
}
