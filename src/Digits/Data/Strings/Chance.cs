namespace Digits.Data;

/// <summary>What is drawn at random again and again where lines are made.</summary>
internal static class Chance
{
    /// <summary>Uniform between two numbers.</summary>
    public static float Between(this SeededRandom random, float low, float high) => low + ((high - low) * random.NextSingle());

    /// <summary>Normal with a mean and a standard deviation.</summary>
    public static float Normal(this SeededRandom random, float mean, float deviation) => mean + (deviation * (float)random.NextGaussian());

    /// <summary>A factor around 1 whose logarithm is normal.</summary>
    public static float Factor(this SeededRandom random, float deviation) => (float)PortableMath.Exp(deviation * random.NextGaussian());

    /// <summary>True with a probability.</summary>
    public static bool Happens(this SeededRandom random, double probability) => random.NextSingle() < probability;

    /// <summary>One of several, each as likely as its weight.</summary>
    public static int Weighted(this SeededRandom random, params ReadOnlySpan<float> weights)
    {
        float sum = 0;
        foreach (float weight in weights)
            sum += weight;

        float left = sum * random.NextSingle();
        int i = 0;
        for (; i < weights.Length - 1 && left >= weights[i]; i++)
            left -= weights[i];
        return i;
    }
}
