using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>
/// Two-dimensional convolution (cross-correlation, as everywhere in the field): <c>[C, H, W]</c> to <c>[filters, H', W']</c> with
/// <c>H' = (H + pads - dilation * (kernel - 1) - 1) / stride + 1</c>. Without padding it is Keras's "valid".
/// </summary>
public sealed class Conv2D : Layer
{
    private Parameter? _weight;

    /// <summary>A square convolution.</summary>
    /// <param name="filters">Output channels.</param>
    /// <param name="kernel">Height and width of the kernel.</param>
    /// <param name="padding">Zeros around the map, the same on all four sides.</param>
    /// <param name="stride">Step in both directions.</param>
    /// <param name="bias">Whether each filter has a bias.</param>
    /// <param name="groups">See <see cref="Groups"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size, stride or number of groups is not positive, or the padding is negative.</exception>
    public Conv2D(int filters, int kernel, int padding = 0, int stride = 1, bool bias = true, int groups = 1)
        : this(filters, new Window2D(kernel, kernel, stride, stride, padding, padding, padding, padding), bias, groups)
    {
    }

    /// <summary>A convolution with any window.</summary>
    public Conv2D(int filters, Window2D window, bool bias = true, int groups = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(filters);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groups);
        window.Check();
        Filters = filters;
        Window = window;
        HasBias = bias;
        Groups = groups;
    }

    /// <summary>Output channels.</summary>
    public int Filters { get; }

    /// <summary>Kernel, stride, padding and dilation.</summary>
    public Window2D Window { get; }

    /// <summary>Whether each filter has a bias.</summary>
    public bool HasBias { get; }

    /// <summary>
    /// Channels and filters are cut into so many groups, and a filter reads the channels of its own group. As many groups as channels make a depthwise
    /// convolution, Keras's DepthwiseConv2D; its depth multiplier is the number of filters for each channel.
    /// </summary>
    public int Groups { get; }

    /// <summary>The kernels, <c>[filters, C / groups, kH, kW]</c>.</summary>
    public Parameter Weight => Placed(_weight);

    /// <summary>The biases, <c>[filters]</c>, or null.</summary>
    public Parameter? Bias { get; private set; }

    /// <summary>The window over the map that the layer reads; set when the layer gets its place.</summary>
    internal WindowGeometry Geometry { get; private set; }

    internal override string Stem => "conv";

    internal override Shape Build(ReadOnlySpan<Shape> inputs)
    {
        if (inputs[0].Channels % Groups != 0 || Filters % Groups != 0)
            throw new ArgumentException($"{inputs[0].Channels} channels and {Filters} filters cannot both be cut into {Groups} groups.");

        Geometry = Window.Over(inputs[0], Filters);
        _weight = CreateParameter("weight", [Filters, inputs[0].Channels / Groups, Window.KernelHeight, Window.KernelWidth]);
        Bias = HasBias ? CreateParameter("bias", [Filters]) : null;
        return Geometry.Output;
    }

    internal override long MultiplyAdds(Shape input, Shape output) =>
        (long)output.Size * (input.Channels / Groups) * Geometry.Taps;

    internal override void Initialize(CounterRandom random) => Initializers.HeUniform(Weight, Bias, random);
}
