using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

internal sealed unsafe partial class SimdKernels<TVector, TSimd>
{
    /// <summary>Columns of the result that share each load of the left matrix.</summary>
    private const int ColumnsAtOnce = 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void ProductOfLanes(in LaneProduct product, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c)
    {
        LaneProduct p = product;
        int lastA = ((p.Rows - 1) * p.ARow) + ((p.Steps - 1) * p.AStep);
        int lastB = ((p.Steps - 1) * p.BStep) + ((p.Columns - 1) * p.BColumn);
        Check(p.Rows > 0 && p.Steps > 0 && p.Columns > 0 && a.Length >= (lastA + 1) * Lanes.Count, nameof(a));
        Check(b.Length >= (lastB + 1) * Lanes.Count, nameof(b));
        Check(c.Length >= p.Rows * p.Columns * Lanes.Count, nameof(c));
        fixed (float* pa = a, pb = b, pc = c)
        {
            for (int row = 0; row < p.Rows; row++)
            {
                float* left = pa + ((nint)row * p.ARow * Lanes.Count);
                float* target = pc + ((nint)row * p.Columns * Lanes.Count);
                int column = 0;
                for (; column <= p.Columns - ColumnsAtOnce; column += ColumnsAtOnce)
                    FourColumns(p, left, pb + ((nint)column * p.BColumn * Lanes.Count), target + ((nint)column * Lanes.Count));

                for (; column < p.Columns; column++)
                    OneColumn(p, left, pb + ((nint)column * p.BColumn * Lanes.Count), target + ((nint)column * Lanes.Count));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourColumns(in LaneProduct p, float* a, float* b, float* c)
    {
        nint aStep = (nint)p.AStep * Lanes.Count;
        nint bStep = (nint)p.BStep * Lanes.Count;
        nint next = (nint)p.BColumn * Lanes.Count;
        for (int lane = 0; lane < Lanes.Count; lane += TSimd.Width)
        {
            TVector first = TSimd.Broadcast(0f);
            TVector second = first;
            TVector third = first;
            TVector fourth = first;
            float* left = a + lane;
            float* right = b + lane;
            for (int step = 0; step < p.Steps; step++, left += aStep, right += bStep)
            {
                TVector factor = Load(left);
                first = TSimd.MultiplyAdd(factor, Load(right), first);
                second = TSimd.MultiplyAdd(factor, Load(right + next), second);
                third = TSimd.MultiplyAdd(factor, Load(right + (2 * next)), third);
                fourth = TSimd.MultiplyAdd(factor, Load(right + (3 * next)), fourth);
            }

            TSimd.Store(first, c + lane);
            TSimd.Store(second, c + lane + Lanes.Count);
            TSimd.Store(third, c + lane + (2 * Lanes.Count));
            TSimd.Store(fourth, c + lane + (3 * Lanes.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OneColumn(in LaneProduct p, float* a, float* b, float* c)
    {
        nint aStep = (nint)p.AStep * Lanes.Count;
        nint bStep = (nint)p.BStep * Lanes.Count;
        for (int lane = 0; lane < Lanes.Count; lane += TSimd.Width)
        {
            TVector sum = TSimd.Broadcast(0f);
            float* left = a + lane;
            float* right = b + lane;
            for (int step = 0; step < p.Steps; step++, left += aStep, right += bStep)
                sum = TSimd.MultiplyAdd(Load(left), Load(right), sum);

            TSimd.Store(sum, c + lane);
        }
    }
}
