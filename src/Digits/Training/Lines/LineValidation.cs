using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;

namespace Digits.Training;

/// <summary>Lines that were drawn once, on which a network is measured again and again, by its best path.</summary>
internal sealed class LineValidation
{
    private const int LinesAtOnce = 256;

    private readonly Shape _shape;
    private readonly float[] _pixels;
    private readonly byte[][] _symbols;
    private readonly ParallelOptions _parallel;

    /// <summary>Draws the lines.</summary>
    /// <param name="source">Where they come from: its first ones.</param>
    /// <param name="count">How many.</param>
    /// <param name="threads">Threads; 0 for one a processor.</param>
    internal LineValidation(ILineSource source, int count, int threads)
    {
        _shape = source.Shape;
        _pixels = new float[count * _shape.Size];
        _symbols = new byte[count][];
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads };
        Parallel.For(0, count, _parallel, i =>
        {
            Span<byte> symbols = new byte[source.MostSymbols];
            int length = source.Draw((ulong)i, _pixels.AsSpan(i * _shape.Size, _shape.Size), symbols);
            _symbols[i] = symbols[..length].ToArray();
        });
    }

    /// <summary>Measures a network.</summary>
    /// <param name="plan">Runs it on lines of the source's shape.</param>
    /// <param name="output">The shape of its output, <c>[C, 1, W]</c>.</param>
    internal LineScore Measure(InferencePlan plan, Shape output)
    {
        double[] losses = new double[_symbols.Length];
        (int Errors, int Digits)[] counts = new (int, int)[_symbols.Length];
        for (int first = 0; first < _symbols.Length; first += LinesAtOnce)
        {
            int start = first;
            int count = Math.Min(LinesAtOnce, _symbols.Length - first);
            float[] outputs = plan.Run(_pixels.AsMemory(first * _shape.Size, count * _shape.Size));
            Parallel.For(0, count, _parallel, i =>
            {
                ReadOnlySpan<float> logits = outputs.AsSpan(i * output.Size, output.Size);
                ReadOnlySpan<byte> symbols = _symbols[start + i];
                double logarithm = CtcDecoder.LogProbability(logits, output.Channels, ^1, symbols);

                // A line with more symbols than the network has steps for has no loss, as in training.
                losses[start + i] = double.IsNegativeInfinity(logarithm) ? 0 : -logarithm;
                Span<byte> read = new byte[output.Width];
                read = read[..CtcDecoder.BestPath(logits, output.Channels, ^1, read)];
                byte[] digits = DigitsOf(symbols);
                counts[start + i] = (EditDistance.Between(DigitsOf(read), digits), digits.Length);
            });
        }

        return new LineScore(
            losses.Average(),
            (double)counts.Count(line => line.Errors == 0) / counts.Length,
            counts.Sum(line => line.Errors) / Math.Max(1.0, counts.Sum(line => line.Digits)));
    }

    private static byte[] DigitsOf(ReadOnlySpan<byte> symbols) => [.. symbols.ToArray().Where(symbol => symbol < LineSymbols.Digits)];
}
