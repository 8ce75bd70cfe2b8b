using Digits.Engine.Kernels;

namespace Digits.Engine.Tests.Kernels;

/// <summary>Where several values of a window are the greatest, the first one, row by row, gets the gradient, as in PyTorch.</summary>
public sealed class MaxPoolTieTests
{
    private static readonly Shape _map = new(2, 6, 7);

    public static TheoryData<string> Variants => [.. KernelFactory.Supported];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Gradient_of_equal_values_goes_to_the_first(string variant)
    {
        KernelSet kernels = KernelFactory.Create(variant);
        Window2D[] windows = [new(2, 2, 2, 2), new(3, 3), new(3, 3, 2, 2, 1, 1, 1, 1), new(6, 7)];
        foreach (WindowGeometry g in windows.Select(window => window.Over(_map, _map.Channels)))
        {
            // Values of -1, 0 and 1: nearly every window has its greatest more than once.
            float[] x = Array.ConvertAll(Sample.Signed(_map.Size * Lanes.Count, 1), value => MathF.Round(value * 1.4f));
            float[] y = new float[g.Output.Size * Lanes.Count];
            float[] gradient = Array.ConvertAll(Sample.Signed(y.Length, 2), value => MathF.Round(value * 100));
            float[] actual = new float[x.Length];
            kernels.MaxPool(g, x, y);
            kernels.MaxPoolBackward(g, x, y, gradient, actual);
            actual.ShouldBe(Twin(g, x, gradient));
        }
    }

    private static float[] Twin(WindowGeometry g, float[] x, float[] gradient)
    {
        float[] result = new float[x.Length];
        for (int i = 0; i < gradient.Length; i++)
        {
            (int pixel, int channelAndLane) = Math.DivRem(i, _map.Channels * Lanes.Count);
            int best = -1;
            for (int ky = 0; ky < g.KernelHeight; ky++)
            {
                for (int kx = 0; kx < g.KernelWidth; kx++)
                {
                    int row = (pixel / g.Output.Width * g.StrideY) - g.PadTop + ky;
                    int column = (pixel % g.Output.Width * g.StrideX) - g.PadLeft + kx;
                    if (row < 0 || row >= _map.Height || column < 0 || column >= _map.Width)
                        continue;

                    int at = (((row * _map.Width) + column) * _map.Channels * Lanes.Count) + channelAndLane;
                    best = best < 0 || x[at] > x[best] ? at : best;
                }
            }

            result[best] += gradient[i];
        }

        return result;
    }
}
