using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>Element by element. Lengths are multiples of 16, as every activation and parameter is, so no vector width leaves a remainder.</summary>
internal sealed unsafe partial class SimdKernels<TVector, TSimd>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Rectify(ReadOnlySpan<float> x, float slope, Span<float> y)
    {
        Check(x.Length % WidestVector == 0, nameof(x));
        Check(y.Length >= x.Length, nameof(y));
        TVector zero = TSimd.Broadcast(0f);
        TVector factor = TSimd.Broadcast(slope);
        bool relu = slope == 0f;
        fixed (float* px = x, py = y)
        {
            // Zero itself for ReLU: zero times an infinite value would not be a number.
            for (int i = 0; i < x.Length; i += TSimd.Width)
                TSimd.Store(TSimd.Max(Load(px + i), relu ? zero : TSimd.Multiply(Load(px + i), factor)), py + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void RectifyBackward(ReadOnlySpan<float> y, float slope, ReadOnlySpan<float> gy, Span<float> gx)
    {
        Check(y.Length % WidestVector == 0, nameof(y));
        Check(gy.Length >= y.Length && gx.Length >= y.Length, nameof(gx));
        TVector zero = TSimd.Broadcast(0f);
        TVector factor = TSimd.Broadcast(slope);
        fixed (float* py = y, pg = gy, target = gx)
        {
            for (int i = 0; i < y.Length; i += TSimd.Width)
            {
                TVector gradient = Load(pg + i);
                TSimd.Store(TSimd.SelectGreater(Load(py + i), zero, gradient, TSimd.Multiply(gradient, factor)), target + i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Add(ReadOnlySpan<float> source, Span<float> target)
    {
        Check(source.Length % WidestVector == 0, nameof(source));
        Check(target.Length >= source.Length, nameof(target));
        fixed (float* ps = source, pt = target)
        {
            for (int i = 0; i < source.Length; i += TSimd.Width)
                TSimd.Store(TSimd.Add(Load(pt + i), Load(ps + i)), pt + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Adam(in AdamStep step, Span<float> weights, ReadOnlySpan<float> gradient, Span<float> mean, Span<float> square)
    {
        int length = weights.Length;
        Check(length % WidestVector == 0, nameof(weights));
        Check(gradient.Length >= length && mean.Length >= length && square.Length >= length, nameof(gradient));
        TVector beta1 = TSimd.Broadcast(step.Beta1);
        TVector beta2 = TSimd.Broadcast(step.Beta2);
        TVector rest1 = TSimd.Broadcast(1f - step.Beta1);
        TVector rest2 = TSimd.Broadcast(1f - step.Beta2);
        TVector rate = TSimd.Broadcast(-step.Rate);
        TVector correction = TSimd.Broadcast(step.RootCorrection);
        TVector epsilon = TSimd.Broadcast(step.Epsilon);
        TVector decay = TSimd.Broadcast(step.Decay);
        fixed (float* pw = weights, pg = gradient, pm = mean, pv = square)
        {
            for (int i = 0; i < length; i += TSimd.Width)
            {
                TVector w = Load(pw + i);
                TVector g = Load(pg + i);
                TVector m = TSimd.MultiplyAdd(beta1, Load(pm + i), TSimd.Multiply(rest1, g));
                TVector v = TSimd.MultiplyAdd(beta2, Load(pv + i), TSimd.Multiply(rest2, TSimd.Multiply(g, g)));
                TVector root = TSimd.MultiplyAdd(TSimd.Sqrt(v), correction, epsilon);
                TSimd.Store(m, pm + i);
                TSimd.Store(v, pv + i);
                TSimd.Store(TSimd.MultiplyAdd(rate, TSimd.Divide(m, root), TSimd.Multiply(w, decay)), pw + i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Sgd(in SgdStep step, Span<float> weights, ReadOnlySpan<float> gradient, Span<float> velocity)
    {
        int length = weights.Length;
        Check(length % WidestVector == 0, nameof(weights));
        Check(gradient.Length >= length && velocity.Length >= length, nameof(gradient));
        TVector momentum = TSimd.Broadcast(step.Momentum);
        TVector rate = TSimd.Broadcast(-step.Rate);
        TVector l2 = TSimd.Broadcast(step.L2);
        bool nesterov = step.Nesterov;
        fixed (float* pw = weights, pg = gradient, pv = velocity)
        {
            for (int i = 0; i < length; i += TSimd.Width)
            {
                TVector w = Load(pw + i);
                TVector g = TSimd.MultiplyAdd(l2, w, Load(pg + i));
                TVector v = TSimd.MultiplyAdd(momentum, Load(pv + i), g);
                TSimd.Store(v, pv + i);
                TSimd.Store(TSimd.MultiplyAdd(rate, nesterov ? TSimd.MultiplyAdd(momentum, v, g) : v, w), pw + i);
            }
        }
    }
}
