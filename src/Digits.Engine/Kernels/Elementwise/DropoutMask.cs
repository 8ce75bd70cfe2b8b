using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Digits.Engine.Kernels;

/// <summary>
/// A mask of zeros (with probability rate) and 1 / (1 - rate), element i from a hash of its position. The arithmetic is on integers, so every
/// width and machine gives the same mask; vectors of eight are used everywhere (the runtime splits them where the hardware is narrower).
/// </summary>
internal static class DropoutMask
{
    /// <summary>Fills a mask whose length is a multiple of eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static unsafe void Fill(uint key, uint offset, float rate, Span<float> mask)
    {
        // 24 random bits against rate * 2^24: exact for every rate that a float can hold to that precision.
        Vector256<int> threshold = Vector256.Create((int)(rate * (1 << 24)));
        Vector256<float> kept = Vector256.Create(1f / (1f - rate));
        Vector256<uint> position = Vector256.Create(0u, 1, 2, 3, 4, 5, 6, 7) + Vector256.Create(offset);
        Vector256<uint> next = Vector256.Create(8u);
        Vector256<uint> salt = Vector256.Create(key);
        fixed (float* target = mask)
        {
            for (int i = 0; i + 8 <= mask.Length; i += 8)
            {
                Vector256<uint> bits = Mix(Mix(position) ^ salt);
                Vector256<int> drawn = (bits >> 8).AsInt32();
                Vector256.AndNot(kept, Vector256.LessThan(drawn, threshold).AsSingle()).Store(target + i);
                position += next;
            }
        }
    }

    /// <summary>A bijection of 32 bits in which every input bit moves every output bit: two rounds of xor-shift and odd multiplication.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Mix(Vector256<uint> x)
    {
        x ^= x >> 16;
        x *= Vector256.Create(0x7FEB352Du);
        x ^= x >> 15;
        x *= Vector256.Create(0x846CA68Bu);
        return x ^ (x >> 16);
    }
}
