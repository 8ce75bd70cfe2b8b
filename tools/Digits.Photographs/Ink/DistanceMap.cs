namespace Digits.Photographs;

/// <summary>How far each pixel is from the nearest marked one, and which that is (Felzenszwalb and Huttenlocher, 2012).</summary>
internal sealed class DistanceMap
{
    private const float Far = 1e12f;

    private DistanceMap(Field distance, int[] nearest)
    {
        Distance = distance;
        Nearest = nearest;
    }

    /// <summary>Distances in pixels.</summary>
    public Field Distance { get; }

    /// <summary>The index of the nearest marked pixel, for each pixel.</summary>
    public int[] Nearest { get; }

    public static DistanceMap Of(bool[] marked, int width, int height)
    {
        Field distance = new(width, height);
        int[] nearest = new int[marked.Length];
        for (int i = 0; i < marked.Length; i++)
        {
            distance.Values[i] = marked[i] ? 0 : Far;
            nearest[i] = i;
        }

        Envelope envelope = new(Math.Max(width, height));
        for (int x = 0; x < width; x++)
            envelope.Run(distance.Values, nearest, x, width, height);
        for (int y = 0; y < height; y++)
            envelope.Run(distance.Values, nearest, y * width, 1, width);
        foreach (ref float value in distance.Values.AsSpan())
            value = MathF.Sqrt(value);
        return new DistanceMap(distance, nearest);
    }

    /// <summary>The lower envelope of the parabolas over one row or column.</summary>
    private sealed class Envelope(int most)
    {
        private readonly int[] _apexes = new int[most];
        private readonly float[] _borders = new float[most + 1];
        private readonly float[] _values = new float[most];
        private readonly int[] _indices = new int[most];

        public void Run(float[] values, int[] nearest, int start, int step, int length)
        {
            for (int i = 0; i < length; i++)
                (_values[i], _indices[i]) = (values[start + i * step], nearest[start + i * step]);
            int last = 0;
            _apexes[0] = 0;
            _borders[0] = float.NegativeInfinity;
            _borders[1] = float.PositiveInfinity;
            for (int q = 1; q < length; q++)
            {
                float border = Crossing(q, _apexes[last]);
                while (border <= _borders[last])
                    border = Crossing(q, _apexes[--last]);
                _apexes[++last] = q;
                _borders[last] = border;
                _borders[last + 1] = float.PositiveInfinity;
            }

            int k = 0;
            for (int q = 0; q < length; q++)
            {
                while (_borders[k + 1] < q)
                    k++;
                int apex = _apexes[k];
                values[start + q * step] = MathF.Min(_values[apex] + (q - apex) * (q - apex), Far);
                nearest[start + q * step] = _indices[apex];
            }
        }

        private float Crossing(int q, int p) => (float)(((double)_values[q] + (double)q * q - _values[p] - (double)p * p) / (2.0 * (q - p)));
    }
}
