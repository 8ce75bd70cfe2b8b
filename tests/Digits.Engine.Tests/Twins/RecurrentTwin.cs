namespace Digits.Engine.Tests.Twins;

/// <summary>LSTM, GRU and SimpleRNN, written down from ONNX's formulas, value by value.</summary>
internal static class RecurrentTwin
{
    internal static Maps Forward(Maps x, RecurrentLayer layer, Func<Parameter, double[]> weights)
    {
        int units = layer.Units;
        Maps result = new(x.Count, new Shape(units, 1, layer.ReturnSequences ? x.Shape.Width : 1));
        for (int n = 0; n < x.Count; n++)
        {
            double[] h = new double[units];
            double[] c = new double[units];
            for (int step = 0; step < x.Shape.Width; step++)
            {
                int column = layer.Reverse ? x.Shape.Width - 1 - step : step;
                double[] values = new double[x.Shape.Channels];
                for (int i = 0; i < values.Length; i++)
                    values[i] = x[n, i, 0, column];

                h = layer switch
                {
                    LSTM => Lstm(layer, weights, values, h, c),
                    GRU gru => Gru(gru, weights, values, h),
                    _ => Simple((SimpleRNN)layer, weights, values, h),
                };
                for (int unit = 0; unit < units; unit++)
                    result[n, unit, 0, layer.ReturnSequences ? column : 0] = h[unit];
            }
        }

        return result;
    }

    /// <summary>Changes the cell.</summary>
    private static double[] Lstm(RecurrentLayer layer, Func<Parameter, double[]> weights, double[] x, double[] h, double[] c)
    {
        double[] result = new double[h.Length];
        for (int unit = 0; unit < h.Length; unit++)
        {
            double i = Sigmoid(Sum(0)), o = Sigmoid(Sum(1)), f = Sigmoid(Sum(2)), g = Math.Tanh(Sum(3));
            c[unit] = (f * c[unit]) + (i * g);
            result[unit] = o * Math.Tanh(c[unit]);

            double Sum(int gate) =>
                Row(weights(layer.Weight), x, (gate * h.Length) + unit) + Row(weights(layer.RecurrentWeight), h, (gate * h.Length) + unit)
                + weights(layer.Bias)[(gate * h.Length) + unit];
        }

        return result;
    }

    private static double[] Gru(GRU layer, Func<Parameter, double[]> weights, double[] x, double[] h)
    {
        int units = h.Length;
        double[] z = [.. Enumerable.Range(0, units).Select(unit => Sigmoid(Step(unit) + State(unit, h)))];
        double[] r = [.. Enumerable.Range(units, units).Select(row => Sigmoid(Step(row) + State(row, h)))];
        double[] reset = [.. h.Select((value, unit) => r[unit] * value)];
        double[] result = new double[units];
        for (int unit = 0; unit < units; unit++)
        {
            int row = (2 * units) + unit;
            double ofState = layer.RecurrentBias is { } bias ? r[unit] * (State(row, h) + weights(bias)[unit]) : State(row, reset);
            double n = Math.Tanh(Step(row) + ofState);
            result[unit] = ((1 - z[unit]) * n) + (z[unit] * h[unit]);
        }

        return result;

        double Step(int row) => Row(weights(layer.Weight), x, row) + weights(layer.Bias)[row];

        double State(int row, double[] state) => Row(weights(layer.RecurrentWeight), state, row);
    }

    private static double[] Simple(SimpleRNN layer, Func<Parameter, double[]> weights, double[] x, double[] h)
    {
        double[] result = new double[h.Length];
        for (int unit = 0; unit < h.Length; unit++)
        {
            double sum = Row(weights(layer.Weight), x, unit) + Row(weights(layer.RecurrentWeight), h, unit) + weights(layer.Bias)[unit];
            result[unit] = layer.ReLU ? Math.Max(0, sum) : Math.Tanh(sum);
        }

        return result;
    }

    private static double Row(double[] weights, double[] values, int row)
    {
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
            sum += weights[(row * values.Length) + i] * values[i];

        return sum;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
