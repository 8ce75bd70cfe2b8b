using Digits.Data;

namespace Digits.Tuning;

/// <summary>
/// A density over several parameters at once: a kernel about each observation, which is a product over the parameters, and one as wide as the space, so that
/// nothing is ruled out
/// (Bergstra, Bardenet, Bengio and Kégl, "Algorithms for hyper-parameter optimization", 2011). Widths follow Scott's rule for the number of parameters and
/// observations.
/// </summary>
internal sealed class ParzenEstimator
{
    private const double WidthOfOne = 0.2;
    private const int Recent = 25;
    private readonly SearchParameter[] _parameters;
    private readonly double[][] _observations;
    private readonly double[] _weights;
    private readonly double[] _widths;

    /// <summary>Prepares a density.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="observations">Stored values, <c>[n][parameters]</c>, oldest first: the last count in full, older ones less and less.</param>
    internal ParzenEstimator(SearchParameter[] parameters, double[][] observations)
    {
        _parameters = parameters;
        int n = observations.Length;
        _observations = observations;

        // The last component is the one as wide as the space.
        _weights = [.. Enumerable.Range(0, n).Select(i => n - i <= Recent ? 1.0 : Math.Max(1.0 / n, (double)i / Math.Max(1, n - Recent))), 1.0];
        double sum = _weights.Sum();
        for (int i = 0; i <= n; i++)
            _weights[i] /= sum;

        double share = Math.Max(WidthOfOne * Math.Pow(Math.Max(n, 1), -1.0 / (parameters.Length + 4)), 1.0 / Math.Min(100, n + 1));
        _widths =
        [
            .. parameters.Select(parameter => parameter.Distribution is NumericDistribution numeric
                ? share * (numeric.InnerBounds().High - numeric.InnerBounds().Low)
                : 0),
        ];
    }

    internal double[] Draw(SeededRandom random)
    {
        double left = random.NextDouble();
        int component = 0;
        while (component < _weights.Length - 1 && (left -= _weights[component]) >= 0)
            component++;

        double[] values = new double[_parameters.Length];
        for (int d = 0; d < values.Length; d++)
            values[d] = _parameters[d].Distribution is NumericDistribution numeric ? Draw(random, numeric, component, d) : DrawChoice(random, component, d);

        return values;
    }

    internal double LogDensity(double[] values)
    {
        double[] logs = new double[_weights.Length];
        for (int component = 0; component < logs.Length; component++)
        {
            logs[component] = Math.Log(_weights[component]);
            for (int d = 0; d < values.Length; d++)
                logs[component] += _parameters[d].Distribution is NumericDistribution numeric
                    ? LogKernel(numeric, component, d, values[d])
                    : Math.Log(Choices(component, d)[(int)values[d]]);
        }

        double greatest = logs.Max();
        return greatest + Math.Log(logs.Sum(log => Math.Exp(log - greatest)));
    }

    private double Draw(SeededRandom random, NumericDistribution distribution, int component, int d)
    {
        (double low, double high) = distribution.InnerBounds();
        if (low == high)
            return distribution.Low;

        (double mean, double width) = Kernel(distribution, component, d);
        return distribution.Outer(Normal.Draw(random, mean, width, low, high));
    }

    private double LogKernel(NumericDistribution distribution, int component, int d, double value)
    {
        (double low, double high) = distribution.InnerBounds();
        if (low == high)
            return 0;

        (double mean, double width) = Kernel(distribution, component, d);
        double inside = Math.Log(Normal.Between((low - mean) / width, (high - mean) / width));
        if (distribution.Spacing is not { } step)
            return Normal.LogDensity((distribution.Inner(value) - mean) / width) - Math.Log(width) - inside;

        double from = Math.Max(low, distribution.Inner(value - (step / 2)));
        double to = Math.Min(high, distribution.Inner(value + (step / 2)));
        return Math.Log(Math.Max(Normal.Between((from - mean) / width, (to - mean) / width), double.Epsilon)) - inside;
    }

    private (double Mean, double Width) Kernel(NumericDistribution distribution, int component, int d)
    {
        (double low, double high) = distribution.InnerBounds();
        return component == _observations.Length ? ((low + high) / 2, high - low) : (distribution.Inner(_observations[component][d]), _widths[d]);
    }

    private double DrawChoice(SeededRandom random, int component, int d)
    {
        double[] shares = Choices(component, d);
        double left = random.NextDouble();
        int choice = 0;
        while (choice < shares.Length - 1 && (left -= shares[choice]) >= 0)
            choice++;

        return choice;
    }

    /// <summary>The observed choice, and a little of every other.</summary>
    private double[] Choices(int component, int d)
    {
        int count = (int)_parameters[d].Distribution.Count!.Value;
        double[] shares = new double[count];
        if (component == _observations.Length)
        {
            Array.Fill(shares, 1.0 / count);
            return shares;
        }

        double other = 1.0 / _weights.Length;
        Array.Fill(shares, other / (1 + (count * other)));
        shares[(int)_observations[component][d]] = (1 + other) / (1 + (count * other));
        return shares;
    }
}
