namespace Digits.Engine.Kernels;

/// <summary>
/// The three products of a convolution as segments for <see cref="GemmTile{TVector, TSimd}"/>: output, gradient to the input, gradient to the weights.
/// Borders, strides and dilation are all in here; the arithmetic knows none of them.
/// </summary>
internal static class ConvolutionTables
{
    /// <summary>For each output pixel that is asked for: steps of the weights <c>[tap][ci]</c> (A) and of the input's rows <c>[pixel][ci]</c> (B).</summary>
    internal static TapTable Forward(in WindowGeometry g, ReadOnlySpan<int> pixels)
    {
        int channels = g.Input.Channels;
        TapTable table = new();
        foreach (int pixel in pixels)
        {
            for (int tap = 0; tap < g.Taps; tap++)
            {
                int row = g.InputRow(pixel / g.Output.Width, tap / g.KernelWidth);
                int column = g.InputColumn(pixel % g.Output.Width, tap % g.KernelWidth);
                if (row >= 0 && column >= 0)
                    table.Add(new Segment(tap * channels, ((row * g.Input.Width) + column) * channels, channels));
            }

            table.NextDestination();
        }

        return table.Seal();
    }

    /// <summary>
    /// For each input pixel: steps of the weights <c>[tap, last first][co]</c> (A) and of the output gradient's rows <c>[pixel][co]</c> (B).
    /// Taken last first, neighboring taps meet neighboring output pixels, so that their runs join.
    /// </summary>
    internal static TapTable BackwardInput(in WindowGeometry g)
    {
        int channels = g.Output.Channels;
        TapTable table = new();
        for (int pixel = 0; pixel < g.Input.Pixels; pixel++)
        {
            for (int flipped = 0; flipped < g.Taps; flipped++)
            {
                int tap = g.Taps - 1 - flipped;
                int row = g.OutputRow(pixel / g.Input.Width, tap / g.KernelWidth);
                int column = g.OutputColumn(pixel % g.Input.Width, tap % g.KernelWidth);
                if (row >= 0 && column >= 0)
                    table.Add(new Segment(flipped * channels, ((row * g.Output.Width) + column) * channels, channels));
            }

            table.NextDestination();
        }

        return table.Seal();
    }

    /// <summary>
    /// For each run of weight rows: steps over the lanes of some output rows' pixels, of the input (A, in floats) and of the turned output gradient
    /// <c>[pixel][lane][co]</c> of those rows (B). Kernel columns that meet the same output columns form one run, since their inputs lie side by side.
    /// </summary>
    /// <returns>The table, and for each of its destinations the first weight row <c>tap * C</c> and the number of rows.</returns>
    internal static (TapTable Table, (int FirstRow, int Rows)[] Runs) BackwardWeights(in WindowGeometry g, int firstRow, int rows)
    {
        int channels = g.Input.Channels;
        TapTable table = new();
        List<(int, int)> runs = [];
        for (int ky = 0; ky < g.KernelHeight; ky++)
        {
            for (int kx = 0, width; kx < g.KernelWidth; kx += width)
            {
                width = 1;
                while (g.Dilation == 1 && kx + width < g.KernelWidth && SameColumns(g, kx, kx + width))
                    width++;

                AddPixels(table, g, ky, kx, firstRow, rows);
                table.NextDestination();
                runs.Add((((ky * g.KernelWidth) + kx) * channels, width * channels));
            }
        }

        return (table.Seal(), [.. runs]);
    }

    /// <summary>As <see cref="Forward"/> where each pixel's window has been copied into a patch <c>[steps][32]</c>: one run a pixel.</summary>
    internal static TapTable PatchForward(int steps, ReadOnlySpan<int> pixels)
    {
        TapTable table = new();
        foreach (int pixel in pixels)
        {
            table.Add(new Segment(0, pixel * steps, steps));
            table.NextDestination();
        }

        return table.Seal();
    }

    /// <summary>As <see cref="BackwardWeights"/> for patches: one run holds every weight row.</summary>
    internal static TapTable PatchBackwardWeights(int steps, int pixels)
    {
        TapTable table = new();
        for (int pixel = 0; pixel < pixels; pixel++)
            table.AddApart(new Segment(pixel * steps * Lanes.Count, pixel * Lanes.Count, Lanes.Count));

        table.NextDestination();
        return table.Seal();
    }

    private static void AddPixels(TapTable table, in WindowGeometry g, int ky, int kx, int firstRow, int rows)
    {
        for (int y = firstRow; y < firstRow + rows; y++)
        {
            for (int x = 0; x < g.Output.Width; x++)
            {
                int row = g.InputRow(y, ky);
                int column = g.InputColumn(x, kx);
                if (row < 0 || column < 0)
                    continue;

                int input = ((row * g.Input.Width) + column) * g.Input.Channels * Lanes.Count;
                table.AddApart(new Segment(input, (((y - firstRow) * g.Output.Width) + x) * Lanes.Count, Lanes.Count));
            }
        }
    }

    private static bool SameColumns(in WindowGeometry g, int kx, int other)
    {
        for (int x = 0; x < g.Output.Width; x++)
        {
            if (g.InputColumn(x, kx) >= 0 != g.InputColumn(x, other) >= 0)
                return false;
        }

        return true;
    }
}
