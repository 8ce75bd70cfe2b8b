using Digits.Engine.Kernels;
using Digits.Engine.Tests.Guards;
using Digits.Engine.Tests.Twins;

namespace Digits.Engine.Tests.Kernels;

/// <summary>Activation functions and convolutions in groups: right to single precision, and the same bits in every vector width.</summary>
public sealed class ActivationKernelTests
{
    private static readonly KernelSet _scalar = KernelFactory.Create("scalar");

    private static readonly ActivationFunction[] _functions =
    [
        .. Enum.GetValues<ActivationKind>().Except([ActivationKind.FakeQuantize]).Select(kind => new ActivationFunction(kind, 0.2f, 0.5f, 1.5f)),
        new(ActivationKind.Clip, float.NegativeInfinity, 2f),
        new(ActivationKind.Elu, 1.67f, 1f, 1.05f),
        new(ActivationKind.FakeQuantize, 0.25f, -3f, 12f),
        new(ActivationKind.FakeQuantize, 0.5f, -65535f, 0f),
    ];

    /// <summary>Those that leap; their gradient is one by convention.</summary>
    private static readonly ActivationKind[] _leaps =
        [ActivationKind.FakeQuantize, ActivationKind.Floor, ActivationKind.Round, ActivationKind.Sign, ActivationKind.Step];

    public static TheoryData<string> Variants => [.. KernelFactory.Supported.Where(name => name != "scalar")];

    [Fact]
    public void Every_function_is_right_from_far_below_zero_to_far_above()
    {
        float[] x = Inputs();
        float[] y = new float[x.Length];
        foreach (ActivationFunction function in _functions)
        {
            KernelFactory.Default.Activate(function, x, y);
            for (int i = 0; i < x.Length; i++)
            {
                double expected = ActivationTwin.Value(function, x[i]);
                if (!double.IsFinite(expected) || Math.Abs(expected) > float.MaxValue)
                    continue;

                ((double)y[i]).ShouldBe(expected, 4e-7 * Math.Max(1, Math.Abs(expected)), $"{function} of {x[i]}");
            }
        }
    }

    [Fact]
    public void Every_slope_is_that_of_the_definition()
    {
        const double Step = 1e-6;
        float[] x = Inputs();
        float[] y = new float[x.Length];
        float[] ones = [.. Enumerable.Repeat(1f, x.Length)];
        float[] slopes = new float[x.Length];
        foreach (ActivationFunction function in _functions.Where(function => !_leaps.Contains(function.Kind)))
        {
            KernelFactory.Default.Activate(function, x, y);
            KernelFactory.Default.ActivateBackward(function, x, y, ones, slopes);
            for (int i = 0; i < x.Length; i++)
            {
                double below = ActivationTwin.Value(function, x[i] - Step);
                double above = ActivationTwin.Value(function, x[i] + Step);
                double middle = ActivationTwin.Value(function, x[i]);

                // Not at a corner, where the slopes of the two sides differ.
                if (MathF.Abs(x[i]) < 1000 && Math.Abs(above - (2 * middle) + below) < 1e-9)
                {
                    double expected = (above - below) / (2 * Step);
                    ((double)slopes[i]).ShouldBe(expected, 2e-6 * Math.Max(1, Math.Max(Math.Abs(x[i]), Math.Abs(expected))), $"{function} at {x[i]}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Functions(string variant)
    {
        float[] x = Inputs();
        float[] gradient = Sample.Signed(x.Length, 2);
        float[] y = new float[x.Length];
        foreach (ActivationFunction function in _functions)
        {
            _scalar.Activate(function, x, y);
            Same(variant, x.Length, (kernels, result) => kernels.Activate(function, x, result));
            Same(variant, x.Length, (kernels, result) => kernels.ActivateBackward(function, x, y, gradient, result));
        }
    }

    [Fact]
    public void What_is_no_number_stays_none()
    {
        float[] x = [float.NaN, .. new float[15]];
        float[] y = new float[16];
        foreach (KernelSet kernels in KernelFactory.Supported.Select(KernelFactory.Create))
        {
            foreach (ActivationFunction function in _functions)
            {
                kernels.Activate(function, x, y);
                y[0].ShouldBe(float.NaN, $"{function} in {kernels.Name}");
            }
        }
    }

    /// <summary>Lanes without an image are zero, and gradients of zero must stay zero in them.</summary>
    [Fact]
    public void Nothing_is_infinite_at_zero()
    {
        float[] y = new float[16];
        float[] gx = new float[16];
        foreach (ActivationFunction function in _functions)
        {
            KernelFactory.Default.Activate(function, new float[16], y);
            KernelFactory.Default.ActivateBackward(function, new float[16], y, new float[16], gx);
            float.IsFinite(y[0]).ShouldBeTrue($"{function}");
            gx.ShouldAllBe(gradient => gradient == 0, $"{function}");
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Slopes_of_channels(string variant)
    {
        foreach (int channels in (int[])[1, 3, 17])
        {
            float[] x = Sample.Signed(5 * channels * Lanes.Count, 3);
            float[] gradient = Sample.Signed(x.Length, 4);
            float[] slopes = Sample.Signed(channels, 5);
            Same(variant, x.Length, (kernels, y) => kernels.RectifyChannels(x, slopes, y));
            Same(variant, x.Length, (kernels, products) => kernels.RectifyChannelsBackward(x, slopes, gradient, [], products));
            Same(variant, 2 * x.Length, (kernels, results) => kernels.RectifyChannelsBackward(
                x, slopes, gradient, results[..x.Length], results[x.Length..]));
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Convolutions_in_groups(string variant)
    {
        foreach ((int channels, int filters, int groups) in ((int, int, int)[])[(5, 5, 5), (20, 20, 20), (4, 12, 4), (6, 9, 3), (2, 2, 1)])
        {
            WindowGeometry g = new Window2D(3, 2, 2, 1, 1, 1, 1, 0).Over(new Shape(channels, 7, 6), filters);
            int columns = (filters + 15) / 16 * 16;
            float[] x = Sample.Signed(g.Input.Size * Lanes.Count, 6);
            float[] gradient = Sample.Signed(g.Output.Size * Lanes.Count, 7);
            float[] weights = Sample.Signed(g.Taps * (channels / groups) * columns, 8);
            float[] bias = Sample.Signed(columns, 9);
            float[] image = Sample.Signed(g.Input.Pixels * columns, 10);
            foreach (bool relu in (bool[])[false, true])
            {
                Same(variant, gradient.Length, (kernels, y) => kernels.Grouped(g, groups, x, weights, columns, relu ? bias : [], relu, y));
                Same(variant, g.Output.Pixels * columns, (kernels, y) => kernels.GroupedOfImage(g, groups, image, columns, weights, columns, bias, relu, y));
                foreach (int block in (int[])[1, 2, filters])
                {
                    float[] sums = new float[block * g.Taps * (channels / groups) * Lanes.Count];
                    Same(variant, weights.Length, (kernels, gw) => kernels.GroupedBackwardWeights(g, groups, x, gradient, columns, relu, sums, gw));
                }
            }

            Same(variant, x.Length, (kernels, gx) => kernels.GroupedBackwardInput(g, groups, gradient, weights, columns, gx));
        }
    }

    [Fact]
    public void Lengths_that_would_lead_beyond_an_operand_are_refused()
    {
        WindowGeometry g = new Window2D(2, 2).Over(new Shape(2, 2, 2), 2);
        float[] one = new float[2 * Lanes.Count];
        float[] four = new float[8 * Lanes.Count];
        float[] weights = new float[4 * 16];
        foreach (KernelSet kernels in KernelFactory.Supported.Select(KernelFactory.Create))
        {
            Refuses(() => kernels.Activate(default, new float[17], new float[17]));
            Refuses(() => kernels.Activate(default, new float[32], new float[16]));
            Refuses(() => kernels.ActivateBackward(default, new float[32], new float[32], new float[16], new float[32]));
            Refuses(() => kernels.RectifyChannels(four, [1, 2, 3], four));
            Refuses(() => kernels.RectifyChannelsBackward(one, [1, 2], one, one, one.AsSpan(1)));
            Refuses(() => kernels.Grouped(g, 2, four.AsSpan(1), weights, 16, [], relu: false, one));
            Refuses(() => kernels.Grouped(g, 2, four, weights.AsSpan(16), 16, [], relu: false, one));
            Refuses(() => kernels.GroupedBackwardInput(g, 2, one, weights, 16, four.AsSpan(1)));
            Refuses(() => kernels.GroupedBackwardWeights(g, 2, four, one, 16, accumulate: false, new float[Lanes.Count], weights));
            Refuses(() => kernels.GroupedOfImage(g, 2, new float[16], 16, weights, 16, new float[16], relu: false, new float[16]));
        }

        static void Refuses(Action call) => Should.Throw<ArgumentException>(call).Message.ShouldContain("does not fit");
    }

    private delegate void Kernel(KernelSet kernels, Span<float> result);

    private static float[] Inputs()
    {
        float[] large = [0f, -0f, 1f, -1f, 20f, -20f, 80f, -80f, 100f, -100f, 1e6f, -1e6f, float.Epsilon, -float.Epsilon, 3f, -3f];
        return [.. large, .. Sample.Signed(4096, 1).Select((value, i) => value * (1 + (i % 12)))];
    }

    private static void Same(string variant, int length, Kernel run)
    {
        float[] expected = Sample.Signed(length, 19);
        float[] actual = [.. expected];
        run(_scalar, expected);
        using GuardedKernels? guarded = GuardedBlock.Supported ? new GuardedKernels(KernelFactory.Create(variant)) : null;
        run(guarded ?? KernelFactory.Create(variant), actual);
        for (int i = 0; i < length; i++)
        {
            if (BitConverter.SingleToInt32Bits(actual[i]) != BitConverter.SingleToInt32Bits(expected[i]))
                throw new ShouldAssertException($"Element {i} of {length} is {actual[i]:R} in {variant}, {expected[i]:R} in scalar.");
        }
    }
}
