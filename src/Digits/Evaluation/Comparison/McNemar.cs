using Digits.Engine;

namespace Digits.Evaluation;

/// <summary>
/// McNemar's test: do two networks make errors equally often? It looks only at the images that one got right and the other wrong. For up to 24 of them the
/// probability is the exact binomial one (two-sided), from 25 on the chi-square one with continuity correction (Edwards, 1948).
/// Source: McNemar, "Note on the sampling error of the difference between correlated proportions or percentages", 1947.
/// </summary>
/// <param name="OnlyFirst">Images that the first got right and the second wrong.</param>
/// <param name="OnlySecond">Images that the second got right and the first wrong.</param>
/// <param name="PValue">How likely such a difference or a greater one is if both are equally good, 0 to 1.</param>
public sealed record McNemar(long OnlyFirst, long OnlySecond, double PValue)
{
    private const int MostExact = 24;

    /// <summary>Compares predictions.</summary>
    /// <param name="first">The predictions of one model.</param>
    /// <param name="second">Another model's predictions for the same set.</param>
    /// <exception cref="InvalidInputException">The two sets have different labels.</exception>
    public static McNemar Of(Predictions first, Predictions second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return first.Set.Labels.SequenceEqual(second.Set.Labels)
            ? Of(first.Set.Labels, first.Predicted, second.Predicted)
            : throw new InvalidInputException($"{first.Set.Name} and {second.Set.Name} have other labels; two models are compared on the same images.");
    }

    internal static McNemar Of(ReadOnlySpan<byte> truth, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (first.Length != truth.Length || second.Length != truth.Length)
            throw new InvalidInputException($"{truth.Length} labels but {first.Length} and {second.Length} predictions; there must be one of each per image.");

        long onlyFirst = 0;
        long onlySecond = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            onlyFirst += first[i] == truth[i] && second[i] != truth[i] ? 1 : 0;
            onlySecond += second[i] == truth[i] && first[i] != truth[i] ? 1 : 0;
        }

        return new McNemar(onlyFirst, onlySecond, Probability(onlyFirst, onlySecond));
    }

    internal static double Probability(long onlyFirst, long onlySecond)
    {
        long all = onlyFirst + onlySecond;
        if (all <= MostExact)
            return Math.Min(1, 2 * BinomialTail(Math.Min(onlyFirst, onlySecond), all));

        double difference = Math.Max(0, Math.Abs(onlyFirst - onlySecond) - 1);
        return ErrorFunction.Complement(Math.Sqrt(difference * difference / all / 2));
    }

    /// <summary>The probability of at most so many heads in so many tosses of a fair coin; few enough that doubles are exact.</summary>
    private static double BinomialTail(long heads, long tosses)
    {
        double ways = 1;
        double sum = 0;
        for (long k = 0; k <= heads; k++)
        {
            sum += ways;
            ways = ways * (tosses - k) / (k + 1);
        }

        return sum / Math.Pow(2, tosses);
    }
}
