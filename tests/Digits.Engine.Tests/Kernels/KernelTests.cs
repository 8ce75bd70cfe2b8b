using Digits.Engine.Kernels;
using static Digits.Engine.Tests.Kernels.KernelComparison;

namespace Digits.Engine.Tests.Kernels;

/// <summary>
/// Every kernel gives the same bits in every vector width that this processor has: those of the scalar form. Each operand lies between guard pages where the
/// system has them.
/// </summary>
public sealed class KernelTests
{
    public static TheoryData<string> Variants => KernelComparison.Variants;

    [Theory]
    [MemberData(nameof(Variants))]
    public void Product(string variant)
    {
        foreach (int rows in Enumerable.Range(1, 30).Append(64))
        {
            TapTable table = Table(steps: 23, bRows: 40, destinations: 3);
            float[] source = Sample.Signed(23 * 64, 1);
            float[] b = Sample.Signed(40 * Lanes.Count, 2);
            float[] bias = Sample.Signed(64, 3);
            foreach (bool relu in (bool[])[false, true])
            {
                Same(variant, 3 * rows * Lanes.Count, (kernels, c) => kernels.Product(Pack(kernels, source, rows), table, b, relu ? bias : [], relu, c));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Product_over_lanes(string variant)
    {
        foreach (int rows in Enumerable.Range(1, 26))
        {
            TapTable table = new();
            table.AddApart(new Segment(0, 2 * Lanes.Count, Lanes.Count));
            table.AddApart(new Segment(3 * Lanes.Count, 0, Lanes.Count));
            table.NextDestination();
            table.NextDestination();
            table.AddApart(new Segment(Lanes.Count, Lanes.Count, Lanes.Count));
            table.NextDestination();
            table.Seal();
            (int, int)[] runs = [(0, rows), (rows, 2), (rows + 2, 1)];
            float[] x = Sample.Signed((rows + 4) * Lanes.Count, 4);
            foreach (int columns in (int[])[16, 32, 48])
            {
                float[] turned = Sample.Signed(3 * Lanes.Count * columns, 5);
                foreach (bool accumulate in (bool[])[false, true])
                    Same(variant, (rows + 3) * columns, (kernels, c) => kernels.ProductOverLanes(runs, table, x, turned, columns, accumulate, c));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Product_of_lanes(string variant)
    {
        foreach (int columns in (int[])[1, 3, 4, 5, 9])
        {
            float[] a = Sample.Signed(3 * 7 * Lanes.Count, 20);
            float[] b = Sample.Signed(7 * columns * Lanes.Count, 21);
            Same(variant, 3 * columns * Lanes.Count, (kernels, c) => kernels.ProductOfLanes(new(3, 7, columns, 7, 1, columns, 1), a, b, c));
            Same(variant, 3 * columns * Lanes.Count, (kernels, c) => kernels.ProductOfLanes(new(3, 7, columns, 1, 3, 1, 7), a, b, c));
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Turn(string variant)
    {
        foreach (int channels in (int[])[1, 5, 8, 13, 16, 20, 33, 64])
        {
            float[] source = Sample.Signed(3 * channels * Lanes.Count, 6);
            int columns = (channels + 15) / 16 * 16;
            Same(variant, 3 * Lanes.Count * columns, (kernels, target) => kernels.Turn(source, channels, columns, target));
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Gather(string variant)
    {
        const int floats = 48;
        int[] pixels = [3, -1, 0, 0, 2];
        float[] x = Sample.Signed(4 * floats, 19);
        float[] y = new float[pixels.Length * floats];
        KernelFactory.Create(variant).Gather(x, pixels, floats, y);
        for (int i = 0; i < y.Length; i++)
            y[i].ShouldBe(pixels[i / floats] < 0 ? 0 : x[(pixels[i / floats] * floats) + (i % floats)]);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Sums_by_channel(string variant)
    {
        foreach (int channels in (int[])[1, 3, 64, 65, 130])
        {
            float[] x = Sample.Signed(7 * channels * Lanes.Count, 7);
            float[] mean = Sample.Signed(channels, 9);
            foreach (int lanes in (int[])[1, 5, 31, 32])
            {
                Same(variant, channels, (kernels, sums) => kernels.SumChannels(x, lanes, sums));
                Same(variant, 2 * channels, (kernels, sums) => kernels.SumMoments(x, mean, lanes, sums[..channels], sums[channels..]));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Scalings_by_channel(string variant)
    {
        foreach (int channels in (int[])[1, 3, 17])
        {
            float[] x = Sample.Signed(5 * channels * Lanes.Count, 10);
            float[] gradient = Sample.Signed(x.Length, 11);
            float[] a = Sample.Signed(channels, 12);
            float[] b = Sample.Signed(channels, 13);
            Same(variant, x.Length, (kernels, y) => kernels.ScaleChannels(x, a, b, relu: false, y));
            Same(variant, x.Length, (kernels, y) => kernels.ScaleChannels(x, a, b, relu: true, y));
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Gradients_of_batch_normalization(string variant)
    {
        int[] windows = [0, 1, 3, 4];
        int[] uncovered = [2, 5];
        foreach (int channels in (int[])[1, 3, 65])
        {
            float[] x = Sample.Signed(6 * channels * Lanes.Count, 20);
            float[] gradient = Sample.Signed(x.Length, 21);
            float[] mean = Sample.Signed(channels, 22);
            float[] scale = Sample.Signed(channels, 23);
            float[] shift = Sample.Signed(channels, 24);
            uint[] winners = new uint[windows.Length * channels];
            Scalar.ScalePooled(x, windows, 2, scale, shift, relu: true, new float[x.Length], winners);
            foreach (bool relu in (bool[])[false, true])
            {
                Same(variant, 2 * channels, (kernels, sums) =>
                    kernels.SumGradients(gradient, x, new ChannelScale(mean, scale, shift), relu, sums[..channels], sums[channels..]));
                Same(variant, x.Length, (kernels, gx) =>
                    kernels.CombineChannels(gradient, x, new ChannelScale(mean, scale, shift), new ChannelCombination(scale, mean, shift), relu, gx));
                Same(variant, 2 * channels * Lanes.Count, (kernels, y) => kernels.ScalePooled(x, windows, 2, scale, shift, relu, y, new uint[winners.Length]));
            }

            Same(variant, 2 * channels, (kernels, sums) =>
                kernels.SumPooledGradients(gradient, winners, x, windows, 2, new ChannelScale(mean, scale, shift), sums[..channels], sums[channels..]));
            Same(variant, x.Length, (kernels, gx) =>
                kernels.CombinePooled(gradient, winners, x, windows, uncovered, 2, new ChannelCombination(scale, mean, shift), gx));
            Same(variant, x.Length, (kernels, gx) => kernels.SpreadPooled(gradient, winners, channels, windows, 2, gx));
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Product_with_pooling(string variant)
    {
        foreach (int rows in (int[])[1, 5, 16, 21])
        {
            TapTable table = Table(steps: 23, bRows: 40, destinations: 6);
            float[] source = Sample.Signed(23 * 64, 25);
            float[] b = Sample.Signed(40 * Lanes.Count, 26);
            float[] bias = Sample.Signed(64, 27);
            foreach (bool relu in (bool[])[false, true])
            {
                uint[] winners = new uint[6 * rows];
                uint[] expected = new uint[6 * rows];
                Same(variant, 2 * rows * Lanes.Count, (kernels, y) =>
                    kernels.ProductPooled(Pack(kernels, source, rows), table, 3, b, bias, relu, y, kernels == Scalar ? expected : winners));
                winners.ShouldBe(expected);

                // The same from results that were stored.
                float[] pooled = new float[2 * rows * Lanes.Count], map = new float[6 * rows * Lanes.Count];
                Scalar.ProductPooled(Pack(Scalar, source, rows), table, 3, b, bias, relu, pooled, expected);
                Scalar.Product(Pack(Scalar, source, rows), table, b, bias, relu: false, map);
                float[] ofMap = new float[pooled.Length];
                Same(variant, pooled.Length, (kernels, y) =>
                {
                    kernels.MaxOfWindows(map, [0, 1, 2, 3, 4, 5], 3, rows, relu, y, winners);
                    y.CopyTo(ofMap);
                });
                ofMap.ShouldBe(pooled);
                winners.ShouldBe(expected);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Element_by_element(string variant)
    {
        float[] x = Sample.Signed(256, 14);
        float[] gradient = Sample.Signed(256, 15);
        (x[0], x[1], x[2], x[3], x[4], x[5]) = (0f, -0f, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon);
        foreach (int length in (int[])[16, 48, 256])
        {
            foreach (float slope in (float[])[0f, 0.25f])
            {
                Same(variant, length, (kernels, y) => kernels.Rectify(x.AsSpan(0, length), slope, y));
                Same(variant, length, (kernels, gx) => kernels.RectifyBackward(x.AsSpan(0, length), slope, gradient, gx));
            }

            Same(variant, length, (kernels, target) => kernels.Add(x.AsSpan(0, length), target));
        }
    }

    [Fact]
    public void ReLU_of_what_is_infinite_or_no_number()
    {
        float[] x = [float.NegativeInfinity, float.PositiveInfinity, float.NaN, -1, 1, .. new float[11]];
        float[] y = new float[16];
        foreach (string variant in KernelFactory.Supported)
        {
            KernelFactory.Create(variant).Rectify(x, slope: 0f, y);
            y.ShouldBe([0, float.PositiveInfinity, float.NaN, 0, 1, .. new float[11]], variant);
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Optimizer_steps(string variant)
    {
        float[] gradient = Sample.Signed(128, 16);
        AdamStep adam = new(0.9f, 0.99f, 0.01f, 1.3f, 1e-8f, 0.999f);
        Same(variant, 3 * 128, (kernels, state) =>
        {
            Span<float> square = state[256..];
            for (int i = 0; i < square.Length; i++)
                square[i] = Math.Abs(square[i]);

            kernels.Adam(adam, state[..128], gradient, state[128..256], square);
        });
        foreach (bool nesterov in (bool[])[false, true])
            Same(variant, 2 * 128, (kernels, state) => kernels.Sgd(new SgdStep(0.1f, 0.9f, nesterov, 0.01f), state[..128], gradient, state[128..]));
    }

    [Fact]
    public void Lengths_that_would_lead_beyond_an_operand_are_refused()
    {
        WindowGeometry g = new Window2D(2, 2).Over(new Shape(1, 2, 2), 1);
        float[] one = new float[Lanes.Count];
        float[] three = new float[3];
        float[] four = new float[4 * Lanes.Count];
        foreach (KernelSet kernels in KernelFactory.Supported.Select(KernelFactory.Create))
        {
            Refuses(() => kernels.Rectify(new float[17], 0f, new float[17]));
            Refuses(() => kernels.RectifyBackward(new float[5], 0f, new float[5], new float[5]));
            Refuses(() => kernels.Add(new float[31], new float[32]));
            Refuses(() => kernels.Adam(default, new float[1], new float[1], new float[1], new float[1]));
            Refuses(() => kernels.Sgd(default, new float[1], new float[1], new float[1]));
            Refuses(() => kernels.MaxPool(g, four.AsSpan(1), one));
            Refuses(() => kernels.MaxPoolBackward(g, four, one, one, four.AsSpan(1)));
            Refuses(() => kernels.AveragePool(g, countPadding: false, four, one.AsSpan(1)));
            Refuses(() => kernels.AveragePoolBackward(g, countPadding: false, one.AsSpan(1), four));
            Refuses(() => kernels.ScaleChannels(four, [1, 2, 3], [1, 2, 3], relu: false, new float[6 * Lanes.Count]));
            Refuses(() => kernels.SumMoments(four, [1, 2, 3], Lanes.Count, new float[3], new float[3]));
            Refuses(() => kernels.SumGradients(four, four, new ChannelScale(three, three, three), relu: false, new float[3], new float[3]));
            Refuses(() => kernels.Gather(four, [0], 17, one));
        }

        static void Refuses(Action call) => Should.Throw<ArgumentException>(call).Message.ShouldContain("does not fit");
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Pools(string variant)
    {
        Window2D[] windows = [new(2, 2, 2, 2), new(3, 3, 2, 2, 1, 1, 1, 1), new(3, 2, 1, 1, 2, 0, 0, 1), new(5, 6)];
        foreach (WindowGeometry g in windows.Select(window => window.Over(new Shape(3, 5, 6), 3)))
        {
            float[] x = Ties(g.Input.Size * Lanes.Count);
            float[] y = new float[g.Output.Size * Lanes.Count];
            float[] gradient = Sample.Signed(y.Length, 18);
            Scalar.MaxPool(g, x, y);
            Same(variant, y.Length, (kernels, target) => kernels.MaxPool(g, x, target));
            Same(variant, x.Length, (kernels, gx) => kernels.MaxPoolBackward(g, x, y, gradient, gx));
            foreach (bool countPadding in (bool[])[false, true])
            {
                Same(variant, y.Length, (kernels, target) => kernels.AveragePool(g, countPadding, x, target));
                Same(variant, x.Length, (kernels, gx) => kernels.AveragePoolBackward(g, countPadding, gradient, gx));
            }
        }
    }

    /// <summary>Values of which many are equal.</summary>
    private static float[] Ties(int count) => Array.ConvertAll(Sample.Signed(count, 17), value => MathF.Round(value * 2));

    private static PackedWeights Pack(KernelSet kernels, float[] source, int rows)
    {
        PackedWeights packed = new(rows, steps: 23, kernels.TileRows);
        packed.PackColumns(source, stride: 64);
        return packed;
    }

    /// <summary>A few runs for each destination; the second has none.</summary>
    private static TapTable Table(int steps, int bRows, int destinations)
    {
        TapTable table = new();
        for (int i = 0; i < destinations; i++, table.NextDestination())
        {
            if (i == 1)
                continue;

            table.Add(new Segment(0, i, 5));
            table.Add(new Segment(7, 9, 1));
            table.Add(new Segment(10, bRows - (steps - 10), steps - 10));
        }

        return table.Seal();
    }
}
