using System.Numerics;

namespace Digits.Data;

/// <summary>
/// Random numbers that are the same for the same seed on every platform and version, which <see cref="Random"/> does not
/// promise. Not for secrets. One instance serves one thread; a stream number gives each piece of work its own.
/// </summary>
/// <remarks>xoshiro256** (Blackman and Vigna, 2018), its state filled by SplitMix64 (Steele, Lea and Flood, 2014).</remarks>
public sealed class SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spareGaussian = double.NaN;

    /// <summary>Starts the sequence that belongs to <paramref name="seed"/>.</summary>
    public SeededRandom(ulong seed) => Start(seed);

    /// <summary>Starts one of many unrelated sequences of a seed: e.g. one for each epoch, or one for each image.</summary>
    public SeededRandom(ulong seed, ulong stream)
        : this(SeedOf(seed, stream))
    {
    }

    /// <summary>All 64 bits random.</summary>
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in 0 to <paramref name="exclusive"/> - 1, without bias (Lemire, 2019).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exclusive"/> is less than 1.</exception>
    public int NextInt(int exclusive)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exclusive, 1);
        uint range = (uint)exclusive;
        uint threshold = (0u - range) % range;
        ulong product;
        do
            product = (NextUInt64() >> 32) * range;
        while ((uint)product < threshold);
        return (int)(product >> 32);
    }

    /// <summary>Uniform in [0, 1), in steps of 2^-24.</summary>
    public float NextSingle() => (NextUInt64() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform in [0, 1), in steps of 2^-53.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1L << 53));

    /// <summary>Normal with mean 0 and standard deviation 1 (Marsaglia's polar method).</summary>
    public double NextGaussian()
    {
        if (!double.IsNaN(_spareGaussian))
        {
            double spare = _spareGaussian;
            _spareGaussian = double.NaN;
            return spare;
        }

        double u, v, s;
        do
        {
            u = 2 * NextDouble() - 1;
            v = 2 * NextDouble() - 1;
            s = u * u + v * v;
        }
        while (s >= 1 || s == 0);
        double scale = Math.Sqrt(-2 * PortableMath.Log(s) / s);
        _spareGaussian = v * scale;
        return u * scale;
    }

    /// <summary>Puts the items into a random order, each order equally likely (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>Becomes what a new generator of that seed and stream would be.</summary>
    internal void Restart(ulong seed, ulong stream)
    {
        Start(SeedOf(seed, stream));
        _spareGaussian = double.NaN;
    }

    private static ulong SeedOf(ulong seed, ulong stream) => SplitMix64(ref seed) + (stream * 0xD1342543DE82EF95);

    private void Start(ulong seed)
    {
        _s0 = SplitMix64(ref seed);
        _s1 = SplitMix64(ref seed);
        _s2 = SplitMix64(ref seed);
        _s3 = SplitMix64(ref seed);
    }

    private static ulong SplitMix64(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
