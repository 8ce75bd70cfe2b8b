using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;

namespace Digits.Training;

/// <summary>Lines that were drawn once, on which a network is measured again and again.</summary>
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

    /// <summary>The number of lines.</summary>
    internal int Count => _symbols.Length;

    /// <summary>A line, <c>[H, W]</c>.</summary>
    internal ReadOnlySpan<float> Line(int index) => _pixels.AsSpan(index * _shape.Size, _shape.Size);

    /// <summary>Measures a network by its best paths.</summary>
    /// <param name="plan">Runs it on lines of the source's shape.</param>
    /// <param name="output">The shape of its output, <c>[C, 1, W]</c>.</param>
    internal LineScore Measure(InferencePlan plan, Shape output)
    {
        (double Loss, int Errors, int Digits)[] lines = ForEach(plan, output, (logits, symbols) =>
        {
            double logarithm = CtcDecoder.LogProbability(logits, output.Channels, ^1, symbols);
            Span<byte> read = new byte[output.Width];
            read = read[..CtcDecoder.BestPath(logits, output.Channels, ^1, read)];
            byte[] digits = LineAnswer.DigitsOf(symbols);

            // A line with more symbols than the network has steps for has no loss, as in training.
            return (double.IsNegativeInfinity(logarithm) ? 0 : -logarithm, EditDistance.Between<byte>(LineAnswer.DigitsOf(read), digits), digits.Length);
        });
        return new LineScore(
            lines.Average(line => line.Loss),
            (double)lines.Count(line => line.Errors == 0) / lines.Length,
            lines.Sum(line => line.Errors) / Math.Max(1.0, lines.Sum(line => line.Digits)));
    }

    /// <summary>What a network reads in each line.</summary>
    /// <inheritdoc cref="Measure" path="/param" />
    internal LineAnswer[] Read(InferencePlan plan, Shape output) => ForEach(plan, output, LineAnswer.Of);

    private T[] ForEach<T>(InferencePlan plan, Shape output, Func<ReadOnlySpan<float>, ReadOnlySpan<byte>, T> work)
    {
        T[] results = new T[Count];
        for (int first = 0; first < Count; first += LinesAtOnce)
        {
            int start = first;
            int count = Math.Min(LinesAtOnce, Count - first);
            float[] outputs = plan.Run(_pixels.AsMemory(first * _shape.Size, count * _shape.Size));
            Parallel.For(0, count, _parallel, i => results[start + i] = work(outputs.AsSpan(i * output.Size, output.Size), _symbols[start + i]));
        }

        return results;
    }
}
