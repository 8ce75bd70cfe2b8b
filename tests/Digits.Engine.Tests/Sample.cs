namespace Digits.Engine.Tests;

/// <summary>Numbers for tests: the same in every run.</summary>
internal static class Sample
{
    /// <summary>Uniform in [-1, 1).</summary>
    internal static float[] Signed(int count, ulong seed)
    {
        CounterRandom random = new(seed);
        return [.. Enumerable.Range(0, count).Select(i => (2f * random.Uniform((ulong)i)) - 1f)];
    }

    internal static byte[] Labels(int count, int classes, ulong seed)
    {
        CounterRandom random = new(seed);
        return [.. Enumerable.Range(0, count).Select(i => (byte)(random.Bits((ulong)i) % (ulong)classes))];
    }

    /// <summary>Gives every parameter values away from zero and one, so that none hides a mistake; variances stay positive.</summary>
    internal static void Scatter(Network network, ulong seed)
    {
        foreach (Parameter parameter in network.Parameters)
        {
            float[] noise = Signed(parameter.Count, seed++);
            float[] values = parameter.ToArray();
            for (int i = 0; i < values.Length; i++)
                values[i] += noise[i] * (parameter.Dimensions.Count > 1 ? 0.1f : 0.4f);

            parameter.Assign(values);
        }
    }
}
