namespace Digits.Engine.Tests.Golden;

/// <summary>The numbers that <c>tools/golden/pytorch_steps.py</c> gave PyTorch: images, labels, weights, and which elements of a gradient it stored.</summary>
internal static class GoldenNumbers
{
    private const int Pixels = 1, Labels = 2, Weights = 10, Elements = 1000, Signs = 2000;

    internal static float[] Images(int count, Shape shape) => Array.ConvertAll(Numbers(Pixels, count * shape.Size), number => (float)number / (1 << 24));

    internal static byte[] LabelsOf(int count, int classes) => Array.ConvertAll(Numbers(Labels, count), number => (byte)(number % classes));

    /// <summary>Weights uniform in ±sqrt(6 / fan-in), biases in ±0.1, scales of batch normalization in 1 ± 0.25.</summary>
    internal static void Fill(Network network)
    {
        int stream = Weights;
        foreach (Parameter parameter in network.Parameters.Where(parameter => parameter.Trainable))
        {
            (double center, double scale) = parameter.Dimensions.Count > 1
                ? (0, Math.Sqrt(6.0 / (parameter.Count / parameter.Dimensions[0])))
                : parameter.Name.EndsWith("bias", StringComparison.Ordinal) ? (0, 0.1) : (1, 0.25);
            parameter.Assign(Array.ConvertAll(Numbers(stream++, parameter.Count), number => (float)(center + (scale * (number - (1 << 23)) / (1 << 23)))));
        }
    }

    /// <summary>The elements of the parameter at a position that the file holds.</summary>
    internal static int[] ElementsOf(int index, int count, int stored) =>
        stored == count ? [.. Enumerable.Range(0, count)] : Array.ConvertAll(Numbers(Elements + index, stored), number => number % count);

    /// <summary>A vector of random signs.</summary>
    internal static double[] SignsOf(int index, int count) => Array.ConvertAll(Numbers(Signs + index, count), number => number < 1 << 23 ? -1.0 : 1.0);

    /// <summary>Whole numbers in [0, 2^24): the upper bits of a linear congruential generator (the constants of Numerical Recipes).</summary>
    private static int[] Numbers(int stream, int count)
    {
        uint state = unchecked(((uint)stream * 0x9E3779B9) + 1);
        int[] result = new int[count];
        for (int i = 0; i < count; i++)
        {
            state = unchecked((state * 1664525) + 1013904223);
            result[i] = (int)(state >> 8);
        }

        return result;
    }
}
