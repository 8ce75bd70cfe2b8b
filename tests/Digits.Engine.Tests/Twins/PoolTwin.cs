namespace Digits.Engine.Tests.Twins;

internal static class PoolTwin
{
    internal static Maps Max(Maps x, Window2D w) => Pool(x, w, static (inside, _) => inside.Max());

    internal static Maps Average(Maps x, Window2D w, bool countPadding) =>
        Pool(x, w, (inside, taps) => inside.Sum() / (countPadding ? taps : inside.Count));

    internal static Maps GlobalMax(Maps x) => Max(x, new Window2D(x.Shape.Height, x.Shape.Width));

    internal static Maps GlobalAverage(Maps x) => Average(x, new Window2D(x.Shape.Height, x.Shape.Width), countPadding: false);

    /// <summary>Each output's gradient goes to the first greatest value of its window.</summary>
    internal static Maps MaxBackward(Maps x, Maps gradient, Window2D w) => Backward(x, gradient, w, (places, value, result) =>
    {
        int greatest = places[0];
        foreach (int place in places)
            greatest = x.Values[place] > x.Values[greatest] ? place : greatest;

        result[greatest] += value;
    });

    /// <summary>Each output's gradient is shared evenly.</summary>
    internal static Maps AverageBackward(Maps x, Maps gradient, Window2D w, bool countPadding) => Backward(x, gradient, w, (places, value, result) =>
    {
        foreach (int place in places)
            result[place] += value / (countPadding ? w.KernelHeight * w.KernelWidth : places.Count);
    });

    /// <summary>Lists the places of each window that lie inside the map, and lets a function spread the gradient over them.</summary>
    private static Maps Backward(Maps x, Maps gradient, Window2D w, Action<List<int>, double, double[]> spread)
    {
        Maps places = new(x.Count, x.Shape);
        for (int i = 0; i < places.Values.Length; i++)
            places.Values[i] = i;

        Maps result = new(x.Count, x.Shape);
        int output = 0;
        Pool(places, w, (inside, _) =>
        {
            spread(inside.ConvertAll(place => (int)place), gradient.Values[output++], result.Values);
            return 0;
        });
        return result;
    }

    /// <summary>Lists the values of each window that lie inside the map, and lets a function make one of them.</summary>
    private static Maps Pool(Maps x, Window2D w, Func<List<double>, int, double> join)
    {
        int height = ConvolutionTwin.Outputs(x.Shape.Height + w.PadTop + w.PadBottom, w.KernelHeight, w.StrideY, w.Dilation);
        int width = ConvolutionTwin.Outputs(x.Shape.Width + w.PadLeft + w.PadRight, w.KernelWidth, w.StrideX, w.Dilation);
        Maps result = new(x.Count, new Shape(x.Shape.Channels, height, width));
        List<double> inside = [];
        for (int n = 0; n < x.Count; n++)
        {
            for (int c = 0; c < x.Shape.Channels; c++)
            {
                for (int y = 0; y < height; y++)
                {
                    for (int column = 0; column < width; column++)
                    {
                        Collect(x, n, c, (y * w.StrideY) - w.PadTop, (column * w.StrideX) - w.PadLeft, w, inside);
                        result[n, c, y, column] = join(inside, w.KernelHeight * w.KernelWidth);
                    }
                }
            }
        }

        return result;
    }

    private static void Collect(Maps x, int n, int c, int top, int left, Window2D w, List<double> inside)
    {
        inside.Clear();
        for (int ky = 0; ky < w.KernelHeight; ky++)
        {
            for (int kx = 0; kx < w.KernelWidth; kx++)
            {
                int row = top + (ky * w.Dilation);
                int column = left + (kx * w.Dilation);
                if (row >= 0 && row < x.Shape.Height && column >= 0 && column < x.Shape.Width)
                    inside.Add(x[n, c, row, column]);
            }
        }
    }
}
