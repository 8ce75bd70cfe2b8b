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

    /// <summary>
    /// Turns 8x8 floats: halves of the rows change places as they are loaded, then pairs, then quarters. Twin: t[j * columns + i] = s[i * 32 + j].
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnBlock(float* s, float* t, int columns)
    {
        TurnHalf(s, t, columns);
        TurnHalf(s + 4, t + ((nint)4 * columns), columns);
    }

    /// <summary>The first four of eight columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnHalf(float* s, float* t, int columns)
    {
        Vector256<float> r0 = Halves(s), r1 = Halves(s + Lanes.Count), r2 = Halves(s + (2 * Lanes.Count)), r3 = Halves(s + (3 * Lanes.Count));
        Vector256<float> p0 = Avx.UnpackLow(r0, r1), p1 = Avx.UnpackHigh(r0, r1), p2 = Avx.UnpackLow(r2, r3), p3 = Avx.UnpackHigh(r2, r3);
        Avx.Shuffle(p0, p2, 0x44).Store(t);
        Avx.Shuffle(p0, p2, 0xEE).Store(t + columns);
        Avx.Shuffle(p1, p3, 0x44).Store(t + (2 * columns));
        Avx.Shuffle(p1, p3, 0xEE).Store(t + (3 * columns));
    }

    /// <summary>Four floats of a row and four of the row four below. The second load puts them in place, which costs no shuffle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves(float* row) =>
        Avx.InsertVector128(Vector128.Load(row).ToVector256Unsafe(), Vector128.Load(row + (4 * Lanes.Count)), 1);
}
