using System.Numerics.Tensors;
using Digits.Data;
using Digits.Engine;

namespace Digits.Training;

/// <summary>Lines of a source beside one another, drawn by several threads.</summary>
/// <param name="source">Where the lines come from.</param>
/// <param name="most">The most lines at once.</param>
/// <param name="threads">Threads that draw; 0 for one a processor.</param>
internal sealed class LineBatch(ILineSource source, int most, int threads)
{
    private readonly float[] _pixels = new float[most * source.Shape.Size];
    private readonly byte[] _drawn = new byte[most * source.MostSymbols];
    private readonly byte[] _labels = new byte[most * source.MostSymbols];
    private readonly int[] _lengths = new int[most];
    private readonly ParallelOptions _parallel = new() { MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads };

    /// <summary>How many lines there are now.</summary>
    internal int Count { get; private set; }

    /// <summary>The lines, <c>[N, 1, H, W]</c>.</summary>
    internal ReadOnlyMemory<float> Pixels => _pixels.AsMemory(0, Count * source.Shape.Size);

    /// <summary>What the lines say.</summary>
    internal Targets Targets => Targets.Sequences(_labels.AsMemory(0, TensorPrimitives.Sum<int>(_lengths.AsSpan(0, Count))), _lengths.AsMemory(0, Count));

    /// <summary>Draws lines.</summary>
    /// <param name="first">The number of the first.</param>
    /// <param name="count">How many.</param>
    internal void Draw(long first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, most);
        Count = count;
        Parallel.For(0, count, _parallel, i => _lengths[i] = source.Draw(
            (ulong)(first + i),
            _pixels.AsSpan(i * source.Shape.Size, source.Shape.Size),
            _drawn.AsSpan(i * source.MostSymbols, source.MostSymbols)));
        int end = 0;
        for (int i = 0; i < count; i++)
        {
            _drawn.AsSpan(i * source.MostSymbols, _lengths[i]).CopyTo(_labels.AsSpan(end));
            end += _lengths[i];
        }
    }
}
