using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

internal sealed unsafe partial class SimdKernels<TVector, TSimd> : IPeakKernel
{
    /// <summary>
    /// Sums that do not wait for each other: two multiply-add units of four or five cycles need ten to be busy, and 16 registers hold no more than twelve
    /// besides the operands.
    /// </summary>
    private const int Sums = 12;

    int IPeakKernel.OperationsPerRound => 2 * Sums * TSimd.Width;

    /// <summary>Touches no memory until the end. Each sum approaches shift / (1 - scale) = 1, so that no number grows, vanishes or becomes denormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    float IPeakKernel.RunRounds(int rounds)
    {
        TVector scale = TSimd.Broadcast(0.5f), shift = TSimd.Broadcast(0.5f);
        TVector a = shift, b = shift, c = shift, d = shift, e = shift, f = shift, g = shift, h = shift, i = shift, j = shift, k = shift, l = shift;
        for (int round = 0; round < rounds; round++)
        {
            a = TSimd.MultiplyAdd(a, scale, shift);
            b = TSimd.MultiplyAdd(b, scale, shift);
            c = TSimd.MultiplyAdd(c, scale, shift);
            d = TSimd.MultiplyAdd(d, scale, shift);
            e = TSimd.MultiplyAdd(e, scale, shift);
            f = TSimd.MultiplyAdd(f, scale, shift);
            g = TSimd.MultiplyAdd(g, scale, shift);
            h = TSimd.MultiplyAdd(h, scale, shift);
            i = TSimd.MultiplyAdd(i, scale, shift);
            j = TSimd.MultiplyAdd(j, scale, shift);
            k = TSimd.MultiplyAdd(k, scale, shift);
            l = TSimd.MultiplyAdd(l, scale, shift);
        }

        TVector sum = TSimd.Add(TSimd.Add(TSimd.Add(a, b), TSimd.Add(c, d)), TSimd.Add(TSimd.Add(e, f), TSimd.Add(g, h)));
        sum = TSimd.Add(sum, TSimd.Add(TSimd.Add(i, j), TSimd.Add(k, l)));
        float* lanes = stackalloc float[Lanes.Count];
        TSimd.Store(sum, lanes);
        return lanes[0];
    }
}
