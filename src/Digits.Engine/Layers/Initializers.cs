namespace Digits.Engine;

/// <summary>Values at the start of training.</summary>
internal static class Initializers
{
    /// <summary>
    /// Uniform in ±sqrt(6 / fan-in), the variance that keeps ReLU networks' activations level (He et al., "Delving deep into rectifiers", 2015); biases zero.
    /// </summary>
    internal static void HeUniform(Parameter weight, Parameter? bias, CounterRandom random)
    {
        float limit = MathF.Sqrt(6f / (weight.Count / weight.Dimensions[0]));
        float[] values = new float[weight.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = ((2f * random.Uniform((ulong)i)) - 1f) * limit;

        weight.Assign(values);
        bias?.Values.Clear();
    }
}
