namespace Digits.Data;

/// <summary>
/// Blends every image of a batch, and its label, with the next one (Zhang, Cisse, Dauphin and Lopez-Paz, "mixup: Beyond empirical risk minimization", 2018),
/// each with its own share from a beta distribution. As the order of a batch is random, so is the next image.
/// </summary>
internal sealed class Mixup(double alpha, ulong seed, int batchSize)
{
    /// <summary>Keeps these numbers apart from those that change the images.</summary>
    private const ulong Stream = 0x9E37_79B9_7F4A_7C15;
    private readonly SeededRandom _random = new(0);
    private readonly float[] _shares = new float[batchSize];
    private int _count;

    /// <summary>The share of an image in its blend.</summary>
    internal float Share(int place) => _shares[place];

    /// <summary>The image that is blended into the one at a place.</summary>
    internal int Partner(int place) => (place + 1) % _count;

    /// <summary>Draws the shares of a batch and fills in its targets, <c>[n, classes]</c>.</summary>
    internal void Draw(ulong batch, ReadOnlySpan<byte> labels, Span<float> targets)
    {
        _count = labels.Length;
        _random.Restart(seed ^ Stream, batch);
        int classes = targets.Length / labels.Length;
        targets.Clear();
        for (int i = 0; i < labels.Length; i++)
        {
            _shares[i] = (float)Beta();
            targets[(i * classes) + labels[i]] += _shares[i];
            targets[(i * classes) + labels[Partner(i)]] += 1 - _shares[i];
        }
    }

    /// <summary>A beta-distributed number with both parameters <c>alpha</c> (Jöhnk's method).</summary>
    private double Beta()
    {
        while (true)
        {
            double x = Math.Pow(_random.NextDouble(), 1 / alpha);
            double y = Math.Pow(_random.NextDouble(), 1 / alpha);
            if (x + y == 0)
                return _random.NextDouble() < 0.5 ? 0 : 1; // A small alpha: nearly all of one image, and both numbers too small to tell of which.
            if (x + y <= 1)
                return x / (x + y);
        }
    }
}
