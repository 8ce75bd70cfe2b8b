using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Digits.Engine.Kernels;

internal sealed unsafe partial class SimdKernels<TVector, TSimd>
{
    private const int Block = 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Turn(ReadOnlySpan<float> source, int channels, int columns, Span<float> target)
    {
        int pixels = source.Length / (channels * Lanes.Count);
        Check(target.Length >= pixels * Lanes.Count * columns, nameof(target));
        int whole = Avx.IsSupported && TSimd.Width >= Block ? channels / Block * Block : 0;
        fixed (float* from = source, to = target)
        {
            for (int pixel = 0; pixel < pixels; pixel++)
            {
                float* s = from + ((nint)pixel * channels * Lanes.Count);
                float* t = to + ((nint)pixel * columns * Lanes.Count);
                for (int channel = 0; channel < whole; channel += Block)
                {
                    for (int lane = 0; lane < Lanes.Count; lane += Block)
                        TurnBlock(s + (channel * Lanes.Count) + lane, t + ((nint)lane * columns) + channel, columns);
                }

                for (int channel = whole; channel < columns; channel++)
                {
                    for (int lane = 0; lane < Lanes.Count; lane++)
                        t[((nint)lane * columns) + channel] = channel < channels ? s[(channel * Lanes.Count) + lane] : 0f;
                }
            }
        }
    }

    /// <summary>Turns 8x8 floats: pairs, then quarters, then halves of the rows change places. Twin: t[j * columns + i] = s[i * 32 + j].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnBlock(float* s, float* t, int columns)
    {
        Vector256<float> r0 = Vector256.Load(s), r1 = Vector256.Load(s + Lanes.Count);
        Vector256<float> r2 = Vector256.Load(s + (2 * Lanes.Count)), r3 = Vector256.Load(s + (3 * Lanes.Count));
        Vector256<float> r4 = Vector256.Load(s + (4 * Lanes.Count)), r5 = Vector256.Load(s + (5 * Lanes.Count));
        Vector256<float> r6 = Vector256.Load(s + (6 * Lanes.Count)), r7 = Vector256.Load(s + (7 * Lanes.Count));

        Vector256<float> p0 = Avx.UnpackLow(r0, r1), p1 = Avx.UnpackHigh(r0, r1), p2 = Avx.UnpackLow(r2, r3), p3 = Avx.UnpackHigh(r2, r3);
        Vector256<float> p4 = Avx.UnpackLow(r4, r5), p5 = Avx.UnpackHigh(r4, r5), p6 = Avx.UnpackLow(r6, r7), p7 = Avx.UnpackHigh(r6, r7);

        r0 = Avx.Shuffle(p0, p2, 0x44);
        r1 = Avx.Shuffle(p0, p2, 0xEE);
        r2 = Avx.Shuffle(p1, p3, 0x44);
        r3 = Avx.Shuffle(p1, p3, 0xEE);
        r4 = Avx.Shuffle(p4, p6, 0x44);
        r5 = Avx.Shuffle(p4, p6, 0xEE);
        r6 = Avx.Shuffle(p5, p7, 0x44);
        r7 = Avx.Shuffle(p5, p7, 0xEE);

        Avx.Permute2x128(r0, r4, 0x20).Store(t);
        Avx.Permute2x128(r1, r5, 0x20).Store(t + columns);
        Avx.Permute2x128(r2, r6, 0x20).Store(t + (2 * columns));
        Avx.Permute2x128(r3, r7, 0x20).Store(t + (3 * columns));
        Avx.Permute2x128(r0, r4, 0x31).Store(t + (4 * columns));
        Avx.Permute2x128(r1, r5, 0x31).Store(t + (5 * columns));
        Avx.Permute2x128(r2, r6, 0x31).Store(t + (6 * columns));
        Avx.Permute2x128(r3, r7, 0x31).Store(t + (7 * columns));
    }
}
