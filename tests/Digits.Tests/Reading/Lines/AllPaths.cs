using Digits.Data;
using Digits.Reading;

namespace Digits.Tests.Reading;

/// <summary>CTC as it is defined, for lines of few steps: every path is written down, and the paths that spell the same digits are summed.</summary>
internal static class AllPaths
{
    /// <summary>The probability of every string of digits.</summary>
    internal static Dictionary<string, double> Strings(DigitSteps steps) =>
        Sum(steps.Count, DigitSteps.Symbols, (t, symbol) => steps[t, symbol]);

    /// <summary>The probability of every string of digits by the network's own channels, signs and blank included.</summary>
    internal static Dictionary<string, double> Strings(float[] logits)
    {
        int steps = logits.Length / LineSymbols.Count;
        double[][] chances = [.. Enumerable.Range(0, steps).Select(t =>
        {
            double[] powers = [.. Enumerable.Range(0, LineSymbols.Count).Select(c => Math.Exp(logits[(c * steps) + t]))];
            return powers.Select(power => power / powers.Sum()).ToArray();
        })];
        return Sum(steps, LineSymbols.Count, (t, channel) => chances[t][channel]);
    }

    /// <summary>Random steps: the sharper, the nearer to a single path.</summary>
    internal static float[] Logits(int steps, int seed, double sharpness = 2)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, steps * LineSymbols.Count).Select(_ => (float)(sharpness * ((2 * random.NextDouble()) - 1)))];
    }

    internal static byte[] Digits(string text) => [.. text.Select(digit => (byte)(digit - '0'))];

    private static Dictionary<string, double> Sum(int steps, int symbols, Func<int, int, double> chance)
    {
        Dictionary<string, double> strings = new(StringComparer.Ordinal);
        int[] path = new int[steps];
        Walk(0, 1);
        return strings;

        void Walk(int step, double probability)
        {
            if (step == steps)
            {
                string text = string.Concat(path.Where((symbol, t) => symbol < LineSymbols.Digits && (t == 0 || path[t - 1] != symbol)));
                strings[text] = strings.GetValueOrDefault(text) + probability;
                return;
            }

            for (path[step] = 0; path[step] < symbols; path[step]++)
                Walk(step + 1, probability * chance(step, path[step]));
        }
    }
}
