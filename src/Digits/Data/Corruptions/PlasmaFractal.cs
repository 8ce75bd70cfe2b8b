using System.Buffers;

namespace Digits.Data;

/// <summary>
/// A map of clouds that goes on beyond its edges as it began on the other side, made by midpoint displacement (the diamond-square algorithm; Fournier, Fussell
/// and Carpenter, 1982).
/// </summary>
internal sealed class PlasmaFractal : IDisposable
{
    private const int Side = 256;
    private readonly float[] _map = ArrayPool<float>.Shared.Rent(Side * Side);
    private readonly float _lowest;
    private readonly float _range;

    /// <summary>Draws a map.</summary>
    /// <param name="decay">By the square of this the displacements shrink where the grid's step halves; the smaller, the rougher.</param>
    /// <param name="random">What displaces.</param>
    internal PlasmaFractal(float decay, SeededRandom random)
    {
        _map[0] = 0;
        float reach = 1;
        for (int step = Side; step >= 2; step /= 2)
        {
            Refine(step, reach, random);
            reach /= decay * decay;
        }

        (_lowest, float highest) = (float.MaxValue, float.MinValue);
        foreach (float height in _map.AsSpan(0, Side * Side))
        {
            _lowest = MathF.Min(_lowest, height);
            highest = MathF.Max(highest, height);
        }

        _range = highest - _lowest;
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(_map);

    /// <summary>The height at a place, 0 to 1 over the whole map, linear between its points.</summary>
    internal float At(float row, float column)
    {
        int top = (int)row;
        int left = (int)column;
        float upper = Point(top, left) + (Point(top, left + 1) - Point(top, left)) * (column - left);
        float lower = Point(top + 1, left) + (Point(top + 1, left + 1) - Point(top + 1, left)) * (column - left);
        return (upper + (lower - upper) * (row - top) - _lowest) / _range;
    }

    /// <summary>Halves the grid: first the middles of its squares, then the middles of the diamonds that these make.</summary>
    private void Refine(int step, float reach, SeededRandom random)
    {
        int half = step / 2;
        for (int row = 0; row < Side; row += step)
        {
            for (int column = 0; column < Side; column += step)
                Set(row + half, column + half, Point(row, column) + Point(row, column + step) + Point(row + step, column) + Point(row + step, column + step));
        }

        for (int row = 0; row < Side; row += step)
        {
            for (int column = 0; column < Side; column += step)
            {
                Set(row, column + half, Around(row, column + half));
                Set(row + half, column, Around(row + half, column));
            }
        }

        float Around(int row, int column) => Point(row - half, column) + Point(row + half, column) + Point(row, column - half) + Point(row, column + half);

        void Set(int row, int column, float sum) => _map[row * Side + column] = sum / 4 + reach * (2 * random.NextSingle() - 1);
    }

    private float Point(int row, int column) => _map[(row & (Side - 1)) * Side + (column & (Side - 1))];
}
