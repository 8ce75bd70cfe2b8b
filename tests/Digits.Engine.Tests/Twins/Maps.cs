namespace Digits.Engine.Tests.Twins;

/// <summary>A batch of maps in double precision, <c>[N, C, H, W]</c>: what the naive twins of layers read and make.</summary>
internal sealed class Maps(int count, Shape shape)
{
    internal int Count => count;

    internal Shape Shape => shape;

    internal double[] Values { get; private init; } = new double[count * shape.Size];

    internal double this[int n, int c, int y, int x]
    {
        get => Values[Index(n, c, y, x)];
        set => Values[Index(n, c, y, x)] = value;
    }

    internal static Maps From(ReadOnlySpan<float> images, Shape shape)
    {
        double[] values = new double[images.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = images[i];

        return new Maps(values.Length / shape.Size, shape) { Values = values };
    }

    /// <summary>The same values, seen as maps of another shape of equal size.</summary>
    internal Maps As(Shape other) => new(count, other) { Values = Values };

    /// <summary>Applies a function of the channel and the value to each value.</summary>
    internal Maps Select(Func<int, double, double> function)
    {
        Maps result = new(count, shape);
        for (int i = 0; i < Values.Length; i++)
            result.Values[i] = function(i / shape.Pixels % shape.Channels, Values[i]);

        return result;
    }

    private int Index(int n, int c, int y, int x) => (((((n * shape.Channels) + c) * shape.Height) + y) * shape.Width) + x;
}
