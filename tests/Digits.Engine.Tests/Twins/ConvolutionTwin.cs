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

    internal static int Outputs(int padded, int kernel, int stride, int dilation)
    {
        int outputs = 0;
        for (int start = 0; start + (dilation * (kernel - 1)) < padded; start += stride)
            outputs++;

        return outputs;
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
                    int row = top + (ky * w.Dilation);
                    int column = left + (kx * w.Dilation);
                    if (row >= 0 && row < x.Shape.Height && column >= 0 && column < x.Shape.Width)
                        sum += weight[i] * x[n, c, row, column];
                }
            }
        }

        return sum;
    }
}
