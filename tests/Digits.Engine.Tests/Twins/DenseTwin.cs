namespace Digits.Engine.Tests.Twins;

internal static class DenseTwin
{
    /// <summary>Weights are <c>[units, in]</c>.</summary>
    internal static Maps Forward(Maps x, double[] weight, double[]? bias, int units)
    {
        Maps result = new(x.Count, new Shape(units));
        for (int n = 0; n < x.Count; n++)
        {
            for (int unit = 0; unit < units; unit++)
            {
                double sum = bias?[unit] ?? 0;
                for (int i = 0; i < x.Shape.Channels; i++)
                    sum += weight[(unit * x.Shape.Channels) + i] * x[n, i, 0, 0];

                result[n, unit, 0, 0] = sum;
            }
        }

        return result;
    }
}
