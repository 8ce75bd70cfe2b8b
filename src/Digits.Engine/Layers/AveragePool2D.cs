using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>The mean of each window: <c>[C, H, W]</c> to <c>[C, H', W']</c>.</summary>
public sealed class AveragePool2D : Layer
{
    /// <summary>A square pool; the stride is its size unless given.</summary>
    public AveragePool2D(int size = 2, int? stride = null)
        : this(new Window2D(size, size, stride ?? size, stride ?? size))
    {
    }

    /// <summary>A pool with any window.</summary>
    /// <param name="window">Size, stride and padding.</param>
    /// <param name="countPadding">Whether zeros of the padding count in the mean.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or stride is not positive.</exception>
    public AveragePool2D(Window2D window, bool countPadding = false)
    {
        window.Check();
        Window = window;
        CountPadding = countPadding;
    }

    /// <summary>Size, stride and padding.</summary>
    public Window2D Window { get; }

    /// <summary>Whether zeros of the padding count in the mean.</summary>
    public bool CountPadding { get; }

    /// <summary>The window over the map that the layer reads; set when the layer gets its place.</summary>
    internal WindowGeometry Geometry { get; private set; }

    internal override string Stem => "average_pool";

    internal override Shape Build(ReadOnlySpan<Shape> inputs)
    {
        Geometry = PoolWindow.Fit(Window, inputs[0]);
        return Geometry.Output;
    }
}
