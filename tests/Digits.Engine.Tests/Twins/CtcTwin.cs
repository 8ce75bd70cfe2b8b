namespace Digits.Engine.Tests.Twins;

/// <summary>
/// CTC as it is defined: every path through the steps is written down, and those that spell the labels are summed. For few steps and channels.
/// </summary>
internal static class CtcTwin
{
    /// <summary>The sum of the images' losses; those whose labels do not fit have none.</summary>
    internal static double Loss(Maps logits, byte[][] labels, int[] steps, int blank)
    {
        Maps probabilities = SoftmaxTwin.Forward(logits, logarithm: false);
        double loss = 0;
        for (int n = 0; n < logits.Count; n++)
        {
            double chance = Paths(steps[n], logits.Shape.Channels)
                .Where(path => Spelled(path, blank).SequenceEqual(labels[n]))
                .Sum(path => path.Select((channel, t) => probabilities[n, channel, 0, t]).Aggregate(1.0, (product, factor) => product * factor));
            loss -= chance > 0 ? Math.Log(chance) : 0;
        }

        return loss;
    }

    /// <summary>Repeats joined, then blanks dropped.</summary>
    internal static IEnumerable<byte> Spelled(int[] path, int blank) =>
        path.Where((channel, t) => channel != blank && (t == 0 || path[t - 1] != channel)).Select(channel => (byte)channel);

    private static IEnumerable<int[]> Paths(int steps, int channels)
    {
        int count = (int)Math.Pow(channels, steps);
        for (int number = 0; number < count; number++)
        {
            int[] path = new int[steps];
            for (int t = 0, rest = number; t < steps; t++, rest /= channels)
                path[t] = rest % channels;

            yield return path;
        }
    }
}
