using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>The greatest value of each window: <c>[C, H, W]</c> to <c>[C, H', W']</c>; what a last window would need beyond the map is dropped.</summary>
public sealed class MaxPool2D : Layer
{
    /// <summary>A square pool; the stride is its size unless given.</summary>
    public MaxPool2D(int size = 2, int? stride = null)
        : this(new Window2D(size, size, stride ?? size, stride ?? size))
    {
    }

    /// <summary>A pool with any window. Padding never wins.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size or stride is not positive.</exception>
    public MaxPool2D(Window2D window)
    {
        window.Check();
        Window = window;
    }

    /// <summary>Size, stride and padding.</summary>
    public Window2D Window { get; }

    /// <summary>The window over the map that the layer reads; set when the layer gets its place.</summary>
    internal WindowGeometry Geometry { get; private set; }

    internal override string Stem => "max_pool";

    internal override Shape Build(ReadOnlySpan<Shape> inputs)
    {
        Geometry = PoolWindow.Fit(Window, inputs[0]);
        return Geometry.Output;
    }
}
