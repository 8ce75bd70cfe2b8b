using System.Buffers;
using Digits.Data;
using Digits.Engine;
using Digits.Imaging;

namespace Digits.Reading;

/// <summary>
/// Reads a line of writing with a lines network: a network of convolutions that was trained with <see cref="CtcLoss"/>. Any number of threads may use one
/// reader at once, each of them on lines of its own.
/// </summary>
internal sealed class LineReader
{
    /// <summary>The widest line that is read, in pixels.</summary>
    internal const int MostColumns = 8192;

    /// <summary>Empty ground that is put at both sides of a line, in pixels.</summary>
    private const int Margin = 8;

    /// <summary>Columns that two pieces of a long line share. Each gives its half of them: a step depends on 30 columns to each side.</summary>
    private const int Overlap = 96;

    /// <summary>The widths that the network is laid out for. A line takes the first that it fits into.</summary>
    private static readonly int[] _widths = [64, 96, 128, 160, 192, 256, 320, 448, 640];

    private readonly Lazy<InferencePlan>[] _plans;
    private readonly LineCalibration _calibration;

    /// <summary>Prepares a model.</summary>
    /// <param name="model">A lines network: <c>[1, H, W]</c> to <c>[14, 1, W / 4]</c>, its channels named as <see cref="LineSymbols.Names"/>.</param>
    /// <exception cref="InvalidInputException">The model is not a lines network.</exception>
    internal LineReader(OnnxModel model)
    {
        Check(model);
        Network network = model.Network;
        Height = network.Input.Shape.Height;
        ColumnsPerStep = network.Input.Shape.Width / network.Output.Shape.Width;
        _calibration = LineCalibration.Of(model);
        _plans = [.. _widths.Select(width => new Lazy<InferencePlan>(() => new InferencePlan(network.WithInput(new Shape(1, Height, width)), threads: 1)))];
    }

    /// <summary>The height of the lines that the model reads, in pixels.</summary>
    internal int Height { get; }

    /// <summary>Columns of a line for each step of the network's output.</summary>
    internal int ColumnsPerStep { get; }

    /// <summary>Whether a model is a lines network.</summary>
    internal static bool Fits(OnnxModel model) => model.LabelNames is { } names && names.SequenceEqual(LineSymbols.Names, StringComparer.Ordinal);

    /// <summary>Reads a line.</summary>
    /// <param name="pixels">The line, <c>[H, width]</c>, as <see cref="LineContrast"/> leaves it: ground 0, ink 1.</param>
    /// <param name="width">Its width in pixels, 1 to <see cref="MostColumns"/>.</param>
    /// <param name="most">The most strings that are told of those that it may be.</param>
    /// <exception cref="ArgumentException">The pixels are not such a line.</exception>
    internal LineReading Read(ReadOnlySpan<float> pixels, int width, int most = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MostColumns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        if (pixels.Length != width * Height)
            throw new ArgumentException($"A line of {width}x{Height} pixels does not have {pixels.Length}.", nameof(pixels));

        float[] logits = Logits(pixels, width, out int left);
        InkPlaces places = new(pixels, width, step => ((step + 0.5) * ColumnsPerStep) - 0.5 - left, Signs(logits));
        return LineDecoder.Read(DigitSteps.Of(logits), places, _calibration, most);
    }

    /// <summary>What the network gives for a line, <c>[14, steps]</c>.</summary>
    /// <param name="pixels">The line.</param>
    /// <param name="width">Its width.</param>
    /// <param name="left">How many columns of ground stand before it.</param>
    internal float[] Logits(ReadOnlySpan<float> pixels, int width, out int left)
    {
        int padded = width + (2 * Margin);
        int most = _widths[^1];
        if (padded <= most)
        {
            int bucket = Bucket(padded);
            left = (_widths[bucket] - width) / 2;
            return Run(bucket, pixels, width, -left);
        }

        left = Margin;
        int steps = (padded + ColumnsPerStep - 1) / ColumnsPerStep;
        float[] logits = new float[LineSymbols.Count * steps];
        int shared = Overlap / 2 / ColumnsPerStep;
        for (int start = 0; ; start += most - Overlap)
        {
            int bucket = Bucket(Math.Min(most, padded - start));
            float[] piece = Run(bucket, pixels, width, start - left);
            int first = start == 0 ? 0 : shared;
            bool isLast = padded - start <= most;
            int count = Math.Min(_widths[bucket] / ColumnsPerStep, steps - (start / ColumnsPerStep));
            int end = isLast ? count : count - shared;
            for (int c = 0; c < LineSymbols.Count; c++)
            {
                piece.AsSpan((c * (_widths[bucket] / ColumnsPerStep)) + first, end - first)
                    .CopyTo(logits.AsSpan((c * steps) + (start / ColumnsPerStep) + first));
            }

            if (isLast)
                return logits;
        }
    }

    private static void Check(OnnxModel model)
    {
        Shape input = model.Network.Input.Shape, output = model.Network.Output.Shape;
        if (!Fits(model) || output.Height != 1 || input.Channels != 1 || input.Width % output.Width != 0 || _widths[0] % (input.Width / output.Width) != 0)
        {
            throw new InvalidInputException(
                $"The model turns {input} into {output}; a lines network turns a gray line into a row of steps with the channels "
                + $"{string.Join(", ", LineSymbols.Names)}.");
        }
    }

    private static int Bucket(int columns) => Array.FindIndex(_widths, width => columns <= width);

    /// <summary>The steps in the middle of each run of steps at which a sign is the likeliest that is not a digit.</summary>
    private static List<double> Signs(float[] logits)
    {
        int steps = logits.Length / LineSymbols.Count;
        List<double> signs = [];
        int start = -1;
        for (int t = 0; t <= steps; t++)
        {
            bool isSign = t < steps && Best(t) is >= LineSymbols.Digits and not LineSymbols.Blank;
            if (isSign && start < 0)
                start = t;

            if (!isSign && start >= 0)
            {
                signs.Add((start + t - 1) / 2.0);
                start = -1;
            }
        }

        return signs;

        int Best(int step)
        {
            int best = 0;
            for (int c = 1; c < LineSymbols.Count; c++)
            {
                if (logits[(c * steps) + step] > logits[(best * steps) + step])
                    best = c;
            }

            return best;
        }
    }

    /// <summary>Runs a plan on the part of a line that begins at a column, with ground where the line is not.</summary>
    private float[] Run(int bucket, ReadOnlySpan<float> pixels, int width, int start)
    {
        int columns = _widths[bucket];
        int size = Height * columns;
        float[] rented = ArrayPool<float>.Shared.Rent(size);
        Span<float> part = rented.AsSpan(0, size);
        part.Clear();
        int first = Math.Max(0, start), end = Math.Min(width, start + columns);
        for (int y = 0; y < Height; y++)
            pixels.Slice((y * width) + first, end - first).CopyTo(part[((y * columns) + first - start)..]);

        try
        {
            return _plans[bucket].Value.Run(rented.AsMemory(0, size));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}
