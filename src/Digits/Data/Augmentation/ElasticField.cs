using System.Numerics.Tensors;

namespace Digits.Data;

/// <summary>
/// Random displacements on a coarse grid, continued to every pixel by cubic B-splines: smooth, and cheap because rows and columns are done one after another.
/// </summary>
internal sealed class ElasticField
{
    private const int Spacing = 7;
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _gridRows;
    private readonly int _gridColumns;
    private readonly float[] _grid;
    private readonly float[] _line;
    private readonly float[] _x;
    private readonly float[] _y;
    private readonly float[] _weights = new float[Spacing * 4];

    internal ElasticField(int rows, int columns)
    {
        (_rows, _columns) = (rows, columns);
        (_gridRows, _gridColumns) = ((rows / Spacing) + 4, (columns / Spacing) + 4);
        _grid = new float[_gridRows * _gridColumns];
        _line = new float[_gridColumns];
        (_x, _y) = (new float[rows * columns], new float[rows * columns]);
        for (int i = 0; i < Spacing; i++)
        {
            // The four cubic B-splines that cover a point.
            float t = (float)i / Spacing;
            float u = 1 - t;
            _weights[i * 4] = u * u * u / 6;
            _weights[(i * 4) + 1] = ((3 * t * t * t) - (6 * t * t) + 4) / 6;
            _weights[(i * 4) + 2] = ((3 * u * u * u) - (6 * u * u) + 4) / 6;
            _weights[(i * 4) + 3] = t * t * t / 6;
        }

        // Smoothing makes displacements smaller; this brings them back to the deviation that was asked for.
        float gain = 1 / MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(_weights) / Spacing);
        TensorPrimitives.Multiply(_weights, gain, _weights);
    }

    internal ReadOnlySpan<float> RowX(int y) => _x.AsSpan(y * _columns, _columns);

    internal ReadOnlySpan<float> RowY(int y) => _y.AsSpan(y * _columns, _columns);

    /// <summary>Draws new displacements of a standard deviation in pixels.</summary>
    internal void Draw(SeededRandom random, float deviation)
    {
        Draw(random, deviation, _x);
        Draw(random, deviation, _y);
    }

    private void Draw(SeededRandom random, float deviation, float[] field)
    {
        foreach (ref float value in _grid.AsSpan())
            value = deviation * (float)random.NextGaussian();

        for (int y = 0; y < _rows; y++)
        {
            ReadOnlySpan<float> down = _weights.AsSpan(y % Spacing * 4, 4);
            ReadOnlySpan<float> grid = _grid.AsSpan(y / Spacing * _gridColumns);
            for (int i = 0; i < _gridColumns; i++)
            {
                _line[i] = (down[0] * grid[i]) + (down[1] * grid[i + _gridColumns])
                    + (down[2] * grid[i + (2 * _gridColumns)]) + (down[3] * grid[i + (3 * _gridColumns)]);
            }


            Span<float> row = field.AsSpan(y * _columns, _columns);
            for (int x = 0; x < row.Length; x++)
            {
                ReadOnlySpan<float> across = _weights.AsSpan(x % Spacing * 4, 4);
                ReadOnlySpan<float> line = _line.AsSpan(x / Spacing, 4);
                row[x] = (across[0] * line[0]) + (across[1] * line[1]) + (across[2] * line[2]) + (across[3] * line[3]);
            }
        }
    }
}
