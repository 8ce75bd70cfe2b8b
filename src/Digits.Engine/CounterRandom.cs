namespace Digits.Engine;

/// <summary>
/// Random numbers that depend on nothing but a key and a position: the same on every machine, in any order, on any thread.
/// The mixing is SplitMix64's finalizer (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
/// </summary>
internal readonly struct CounterRandom(ulong key)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>A stream of its own.</summary>
    internal CounterRandom Fork(ulong stream) => new(Mix(key + ((stream + 1) * Golden)));

    /// <summary>64 random bits at a position.</summary>
    internal ulong Bits(ulong position) => Mix(key ^ Mix((position + 1) * Golden));

    /// <summary>Uniform in [0, 1) at a position, with 24 bits.</summary>
    internal float Uniform(ulong position) => (Bits(position) >> 40) * (1f / (1 << 24));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
