using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>Activation functions, one loop for all of them: the function is a struct that the compiler puts into it.</summary>
internal sealed unsafe partial class SimdKernels<TVector, TSimd>
{
    internal override void Activate(in ActivationFunction function, ReadOnlySpan<float> x, Span<float> y)
    {
        Check(x.Length % WidestVector == 0, nameof(x));
        Check(y.Length >= x.Length, nameof(y));
        switch (function.Kind)
        {
            case ActivationKind.Sigmoid: Activate(default(SigmoidFunction<TVector, TSimd>), x, y); break;
            case ActivationKind.Tanh: Activate(default(TanhFunction<TVector, TSimd>), x, y); break;
            case ActivationKind.Clip: Activate(new ClipFunction<TVector, TSimd>(function), x, y); break;
            case ActivationKind.HardSigmoid: Activate(new HardSigmoidFunction<TVector, TSimd>(function), x, y); break;
            case ActivationKind.HardSwish: Activate(default(HardSwishFunction<TVector, TSimd>), x, y); break;
            case ActivationKind.Gelu: Activate(default(GeluFunction<TVector, TSimd>), x, y); break;
            case ActivationKind.GeluTanh: Activate(default(GeluTanhFunction<TVector, TSimd>), x, y); break;
            case ActivationKind.Elu: Activate(new EluFunction<TVector, TSimd>(function), x, y); break;
            case ActivationKind.Softplus: Activate(default(SoftplusFunction<TVector, TSimd>), x, y); break;
            case ActivationKind.Silu: Activate(default(SiluFunction<TVector, TSimd>), x, y); break;
            case ActivationKind.Mish: Activate(default(MishFunction<TVector, TSimd>), x, y); break;
            case ActivationKind.Softsign: Activate(default(SoftsignFunction<TVector, TSimd>), x, y); break;
            case ActivationKind.Abs: Activate(default(AbsFunction<TVector, TSimd>), x, y); break;
            case ActivationKind.Exp: Activate(default(ExpFunction<TVector, TSimd>), x, y); break;
            case ActivationKind.Log: Activate(default(LogFunction<TVector, TSimd>), x, y); break;
            case ActivationKind.Reciprocal: Activate(default(ReciprocalFunction<TVector, TSimd>), x, y); break;
            case ActivationKind.Sqrt: Activate(default(SqrtFunction<TVector, TSimd>), x, y); break;
            case ActivationKind.Sin: Activate(default(SinFunction<TVector, TSimd>), x, y); break;
            case ActivationKind.Floor: Activate(default(FloorFunction<TVector, TSimd>), x, y); break;
            case ActivationKind.Round: Activate(default(RoundFunction<TVector, TSimd>), x, y); break;
            case ActivationKind.Sign: Activate(default(SignFunction<TVector, TSimd>), x, y); break;
            case ActivationKind.Step: Activate(new StepFunction<TVector, TSimd>(function), x, y); break;
            case ActivationKind.FakeQuantize: Activate(new FakeQuantizeFunction<TVector, TSimd>(function), x, y); break;
            default: Activate(default(ErfFunction<TVector, TSimd>), x, y); break;
        }
    }

    internal override void ActivateBackward(
        in ActivationFunction function, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> gy, Span<float> gx)
    {
        Check(x.Length % WidestVector == 0, nameof(x));
        Check(y.Length >= x.Length && gy.Length >= x.Length && gx.Length >= x.Length, nameof(gx));
        switch (function.Kind)
        {
            case ActivationKind.Sigmoid: Backward(default(SigmoidFunction<TVector, TSimd>), x, y, gy, gx); break;
            case ActivationKind.Tanh: Backward(default(TanhFunction<TVector, TSimd>), x, y, gy, gx); break;
            case ActivationKind.Clip: Backward(new ClipFunction<TVector, TSimd>(function), x, y, gy, gx); break;
            case ActivationKind.HardSigmoid: Backward(new HardSigmoidFunction<TVector, TSimd>(function), x, y, gy, gx); break;
            case ActivationKind.HardSwish: Backward(default(HardSwishFunction<TVector, TSimd>), x, y, gy, gx); break;
            case ActivationKind.Gelu: Backward(default(GeluFunction<TVector, TSimd>), x, y, gy, gx); break;
            case ActivationKind.GeluTanh: Backward(default(GeluTanhFunction<TVector, TSimd>), x, y, gy, gx); break;
            case ActivationKind.Elu: Backward(new EluFunction<TVector, TSimd>(function), x, y, gy, gx); break;
            case ActivationKind.Softplus: Backward(default(SoftplusFunction<TVector, TSimd>), x, y, gy, gx); break;
            case ActivationKind.Silu: Backward(default(SiluFunction<TVector, TSimd>), x, y, gy, gx); break;
            case ActivationKind.Mish: Backward(default(MishFunction<TVector, TSimd>), x, y, gy, gx); break;
            case ActivationKind.Softsign: Backward(default(SoftsignFunction<TVector, TSimd>), x, y, gy, gx); break;
            case ActivationKind.Abs: Backward(default(AbsFunction<TVector, TSimd>), x, y, gy, gx); break;
            case ActivationKind.Exp: Backward(default(ExpFunction<TVector, TSimd>), x, y, gy, gx); break;
            case ActivationKind.Log: Backward(default(LogFunction<TVector, TSimd>), x, y, gy, gx); break;
            case ActivationKind.Reciprocal: Backward(default(ReciprocalFunction<TVector, TSimd>), x, y, gy, gx); break;
            case ActivationKind.Sqrt: Backward(default(SqrtFunction<TVector, TSimd>), x, y, gy, gx); break;
            case ActivationKind.Sin: Backward(default(SinFunction<TVector, TSimd>), x, y, gy, gx); break;
            case ActivationKind.Floor: Backward(default(FloorFunction<TVector, TSimd>), x, y, gy, gx); break;
            case ActivationKind.Round: Backward(default(RoundFunction<TVector, TSimd>), x, y, gy, gx); break;
            case ActivationKind.Sign: Backward(default(SignFunction<TVector, TSimd>), x, y, gy, gx); break;
            case ActivationKind.Step: Backward(new StepFunction<TVector, TSimd>(function), x, y, gy, gx); break;
            case ActivationKind.FakeQuantize: Backward(new FakeQuantizeFunction<TVector, TSimd>(function), x, y, gy, gx); break;
            default: Backward(default(ErfFunction<TVector, TSimd>), x, y, gy, gx); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void RectifyChannels(ReadOnlySpan<float> x, ReadOnlySpan<float> slopes, Span<float> y)
    {
        Check(x.Length % (slopes.Length * Lanes.Count) == 0, nameof(x));
        Check(y.Length >= x.Length, nameof(y));
        TVector zero = TSimd.Broadcast(0f);
        fixed (float* px = x, py = y)
        {
            for (int i = 0; i < x.Length;)
            {
                for (int channel = 0; channel < slopes.Length; channel++)
                {
                    TVector slope = TSimd.Broadcast(slopes[channel]);
                    for (int lane = 0; lane < Lanes.Count; lane += TSimd.Width, i += TSimd.Width)
                    {
                        TVector value = Load(px + i);
                        TSimd.Store(TSimd.SelectGreater(value, zero, value, TSimd.Multiply(slope, value)), py + i);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void RectifyChannelsBackward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> slopes, ReadOnlySpan<float> gy, Span<float> gx, Span<float> products)
    {
        Check(x.Length % (slopes.Length * Lanes.Count) == 0, nameof(x));
        Check(gy.Length >= x.Length && products.Length >= x.Length && (gx.IsEmpty || gx.Length >= x.Length), nameof(gx));
        TVector zero = TSimd.Broadcast(0f);
        bool passesOn = !gx.IsEmpty;
        fixed (float* px = x, pgy = gy, pgx = gx, pProducts = products)
        {
            for (int i = 0; i < x.Length;)
            {
                for (int channel = 0; channel < slopes.Length; channel++)
                {
                    TVector slope = TSimd.Broadcast(slopes[channel]);
                    for (int lane = 0; lane < Lanes.Count; lane += TSimd.Width, i += TSimd.Width)
                    {
                        TVector value = Load(px + i);
                        TVector gradient = Load(pgy + i);
                        TSimd.Store(TSimd.SelectGreater(value, zero, zero, TSimd.Multiply(gradient, value)), pProducts + i);
                        if (passesOn)
                            TSimd.Store(TSimd.SelectGreater(value, zero, gradient, TSimd.Multiply(slope, gradient)), pgx + i);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Activate<TFunction>(TFunction function, ReadOnlySpan<float> x, Span<float> y)
        where TFunction : struct, IActivation<TVector>
    {
        fixed (float* px = x, py = y)
        {
            for (int i = 0; i < x.Length; i += TSimd.Width)
                TSimd.Store(function.Value(Load(px + i)), py + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<TFunction>(TFunction function, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> gy, Span<float> gx)
        where TFunction : struct, IActivation<TVector>
    {
        fixed (float* px = x, py = y, pgy = gy, pgx = gx)
        {
            for (int i = 0; i < x.Length; i += TSimd.Width)
                TSimd.Store(TSimd.Multiply(Load(pgy + i), function.Slope(Load(px + i), Load(py + i))), pgx + i);
        }
    }
}
