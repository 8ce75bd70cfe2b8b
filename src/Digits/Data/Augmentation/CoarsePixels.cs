using System.Numerics.Tensors;
using Digits.Imaging;

namespace Digits.Data;

/// <summary>
/// Makes a picture look as if it had been enlarged from fewer pixels, each of which may have been made black or white first. For pictures of one size, on one
/// thread.
/// </summary>
internal sealed class CoarsePixels
{
    private readonly int _rows;
    private readonly int _columns;
    private readonly float[] _half;
    private readonly float[] _coarse;
    private readonly Dictionary<(int From, int To), float[]> _weights = [];

    internal CoarsePixels(int rows, int columns)
    {
        (_rows, _columns) = (rows, columns);
        (_half, _coarse) = (new float[rows * columns], new float[rows * columns]);
    }

    /// <summary>Reduces both sides by a factor and enlarges them again.</summary>
    /// <param name="image">The picture, <c>[rows, columns]</c>; receives the coarse one.</param>
    /// <param name="factor">At least 1.</param>
    /// <param name="threshold">In between, what is above this share of the brightest becomes 1 and the rest 0; null to leave the grays.</param>
    internal void Apply(Span<float> image, double factor, float? threshold)
    {
        int rows = Math.Max(1, (int)Math.Round(_rows / factor));
        int columns = Math.Max(1, (int)Math.Round(_columns / factor));
        Span<float> coarse = _coarse.AsSpan(0, rows * columns);
        Resize(image, _rows, _columns, rows, columns, coarse);
        if (threshold is { } share)
        {
            float least = share * TensorPrimitives.Max<float>(coarse);
            foreach (ref float value in coarse)
                value = value > least ? 1 : 0;
        }

        Resize(coarse, rows, columns, _rows, _columns, image);
    }

    private void Resize(ReadOnlySpan<float> from, int fromRows, int fromColumns, int rows, int columns, Span<float> to)
    {
        ReadOnlySpan<float> down = Weights(fromRows, rows);
        ReadOnlySpan<float> across = Weights(fromColumns, columns);
        Span<float> half = _half.AsSpan(0, rows * fromColumns);
        half.Clear();
        for (int y = 0; y < rows; y++)
        {
            Span<float> sum = half.Slice(y * fromColumns, fromColumns);
            for (int i = 0; i < fromRows; i++)
            {
                float weight = down[(y * fromRows) + i];
                if (weight > 0)
                    TensorPrimitives.MultiplyAdd(from.Slice(i * fromColumns, fromColumns), weight, sum, sum);
            }
        }

        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
                to[(y * columns) + x] = TensorPrimitives.Dot(half.Slice(y * fromColumns, fromColumns), across.Slice(x * fromColumns, fromColumns));
        }
    }

    private float[] Weights(int from, int to)
    {
        if (!_weights.TryGetValue((from, to), out float[]? weights))
            _weights[(from, to)] = weights = [.. AreaResampling.Weights(from, (double)to / from, out _).Select(weight => (float)weight)];

        return weights;
    }
}
