namespace Digits.Reading;

/// <summary>
/// Finds the columns of a line's picture that belong to each digit. The network tells a digit in one or two steps somewhere about its middle; between two
/// neighbors the line is cut where it has the least ink, and what is left is trimmed to the ink.
/// </summary>
internal sealed class InkPlaces
{
    /// <summary>Ink brighter than this counts; the ground is 0 and the ink 1.</summary>
    private const float Ink = 0.35f;

    /// <summary>A digit is at most so many times as wide as the line is high, from its middle to each side.</summary>
    private const double MostHalfWidth = 0.75;

    private readonly int _width;
    private readonly int _reach;
    private readonly float[] _amounts;
    private readonly float[] _greatest;
    private readonly Func<double, double> _columnOf;
    private readonly double[] _signs;

    /// <summary>Prepares a line.</summary>
    /// <param name="pixels">The line, <c>[H, width]</c>.</param>
    /// <param name="width">Its width.</param>
    /// <param name="columnOf">The column of the picture in the middle of a step.</param>
    /// <param name="signs">The steps at which signs that are not digits stand: they take ink from the digits beside them.</param>
    internal InkPlaces(ReadOnlySpan<float> pixels, int width, Func<double, double> columnOf, IEnumerable<double> signs)
    {
        _width = width;
        int height = width == 0 ? 0 : pixels.Length / width;
        _reach = Math.Max(1, (int)(MostHalfWidth * height));
        _amounts = new float[width];
        _greatest = new float[width];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                float pixel = pixels[(y * width) + x];
                _amounts[x] += Math.Max(0, pixel);
                _greatest[x] = Math.Max(_greatest[x], pixel);
            }
        }

        _columnOf = columnOf;
        _signs = [.. signs];
    }

    /// <summary>The first and the last column of each digit.</summary>
    /// <param name="chances">For each digit, the chance that it is written at each step.</param>
    internal (int First, int Last)[] Find(double[][] chances)
    {
        double[] middles = [.. chances.Select(chance => _columnOf(Mean(chance)))];
        double[] marks = [.. middles.Concat(_signs.Select(_columnOf)).Order()];
        (int First, int Last)[] places = new (int, int)[middles.Length];
        for (int i = 0; i < places.Length; i++)
        {
            int middle = Clamp(middles[i]);
            double before = marks.LastOrDefault(mark => mark < middles[i], double.NegativeInfinity);
            double after = marks.FirstOrDefault(mark => mark > middles[i], double.PositiveInfinity);
            int first = double.IsInfinity(before) ? 0 : Cut(Clamp(before), middle) + 1;
            int last = double.IsInfinity(after) ? _width - 1 : Cut(middle, Clamp(after));
            places[i] = Trim(Math.Clamp(first, middle - _reach, middle), Math.Clamp(last, middle, middle + _reach), middle);
        }

        return places;
    }

    /// <summary>The column with the least ink between two middles, the one nearest to halfway if several have as little.</summary>
    private int Cut(int left, int right)
    {
        int half = (left + right) / 2;
        int best = half;
        for (int x = left; x < right; x++)
        {
            if (_amounts[x] < _amounts[best] || (_amounts[x] <= _amounts[best] && Math.Abs(x - half) < Math.Abs(best - half)))
                best = x;
        }

        return best;
    }

    /// <summary>The columns with ink; the middle where there are none.</summary>
    private (int First, int Last) Trim(int first, int last, int middle)
    {
        (first, last) = (Math.Max(0, first), Math.Min(_width - 1, last));
        while (first <= last && _greatest[first] < Ink)
            first++;

        while (last > first && _greatest[last] < Ink)
            last--;

        return first <= last ? (first, last) : (middle, middle);
    }

    private int Clamp(double column) => Math.Clamp((int)Math.Round(column), 0, Math.Max(0, _width - 1));

    private static double Mean(double[] chances)
    {
        double sum = 0, weighted = 0;
        for (int t = 0; t < chances.Length; t++)
        {
            sum += chances[t];
            weighted += t * chances[t];
        }

        return weighted / Math.Max(sum, double.Epsilon);
    }
}
