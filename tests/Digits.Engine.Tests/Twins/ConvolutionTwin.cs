namespace Digits.Engine.Tests.Twins;

internal static class ConvolutionTwin
{
    /// <summary>Weights are <c>[filters, C, kH, kW]</c>; the output's size is taken from the definition, not from the engine.</summary>
    internal static Maps Forward(Maps x, double[] weight, double[]? bias, int filters, Window2D w)
    {
        int height = Outputs(x.Shape.Height + w.PadTop + w.PadBottom, w.KernelHeight, w.StrideY, w.Dilation);
        int width = Outputs(x.Shape.Width + w.PadLeft + w.PadRight, w.KernelWidth, w.StrideX, w.Dilation);
        Maps result = new(x.Count, new Shape(filters, height, width));
        for (int n = 0; n < x.Count; n++)
        {
            for (int f = 0; f < filters; f++)
            {
                for (int y = 0; y < height; y++)
                {
                    for (int column = 0; column < width; column++)
                        result[n, f, y, column] = (bias?[f] ?? 0) + Sum(x, weight, n, f, (y * w.StrideY) - w.PadTop, (column * w.StrideX) - w.PadLeft, w);
                }
            }
        }

        return result;
    }

    /// <summary>Each group by itself, with its own channels, filters and weights.</summary>
    internal static Maps Grouped(Maps x, double[] weight, double[]? bias, int filters, Window2D w, int groups)
    {
        (int channels, int each) = (x.Shape.Channels / groups, filters / groups);
        Maps[] results = new Maps[groups];
        for (int i = 0; i < groups; i++)
        {
            Maps part = new(x.Count, x.Shape with { Channels = channels });
            for (int n = 0; n < x.Count; n++)
            {
                int floats = part.Shape.Size;
                x.Values.AsSpan((n * x.Shape.Size) + (i * floats), floats).CopyTo(part.Values.AsSpan(n * floats));
            }

            int size = weight.Length / groups;
            results[i] = Forward(part, weight[(i * size)..((i + 1) * size)], bias?[(i * each)..((i + 1) * each)], each, w);
        }

        return groups == 1 ? results[0] : ConcatenateTwin.Forward(results);
    }

    internal static int Outputs(int padded, int kernel, int stride, int dilation)
    {
        int outputs = 0;
        for (int start = 0; start + (dilation * (kernel - 1)) < padded; start += stride)
            outputs++;

        return outputs;
    }

    /// <summary>The gradients, by sending each output's gradient along each of its products.</summary>
    internal static (Maps Input, double[] Weight, double[] Bias) Backward(Maps x, double[] weight, Maps gradient, Window2D w)
    {
        Maps input = new(x.Count, x.Shape);
        double[] weightGradient = new double[weight.Length];
        double[] bias = new double[gradient.Shape.Channels];
        for (int n = 0; n < x.Count; n++)
        {
            for (int f = 0; f < gradient.Shape.Channels; f++)
            {
                for (int y = 0; y < gradient.Shape.Height; y++)
                {
                    for (int column = 0; column < gradient.Shape.Width; column++)
                    {
                        double value = gradient[n, f, y, column];
                        bias[f] += value;
                        int i = f * x.Shape.Channels * w.KernelHeight * w.KernelWidth;
                        for (int c = 0; c < x.Shape.Channels; c++)
                        {
                            for (int ky = 0; ky < w.KernelHeight; ky++)
                            {
                                for (int kx = 0; kx < w.KernelWidth; kx++, i++)
                                {
                                    int at = Index(
                                        x, n, c, (y * w.StrideY) - w.PadTop + (ky * w.Dilation), (column * w.StrideX) - w.PadLeft + (kx * w.Dilation));
                                    if (at < 0)
                                        continue;

                                    weightGradient[i] += value * x.Values[at];
                                    input.Values[at] += value * weight[i];
                                }
                            }
                        }
                    }
                }
            }
        }

        return (input, weightGradient, bias);
    }

    private static double Sum(Maps x, double[] weight, int n, int filter, int top, int left, Window2D w)
    {
        double sum = 0;
        int i = filter * x.Shape.Channels * w.KernelHeight * w.KernelWidth;
        for (int c = 0; c < x.Shape.Channels; c++)
        {
            for (int ky = 0; ky < w.KernelHeight; ky++)
            {
                for (int kx = 0; kx < w.KernelWidth; kx++, i++)
                {
                    int at = Index(x, n, c, top + (ky * w.Dilation), left + (kx * w.Dilation));
                    if (at >= 0)
                        sum += weight[i] * x.Values[at];
                }
            }
        }

        return sum;
    }

    /// <summary>Where a value of the input lies; -1 in the padding.</summary>
    private static int Index(Maps x, int n, int c, int row, int column) =>
        row >= 0 && row < x.Shape.Height && column >= 0 && column < x.Shape.Width
            ? (((((n * x.Shape.Channels) + c) * x.Shape.Height) + row) * x.Shape.Width) + column
            : -1;
}
