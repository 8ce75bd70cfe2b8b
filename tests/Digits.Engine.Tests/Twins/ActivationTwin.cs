using Digits.Engine.Kernels;

namespace Digits.Engine.Tests.Twins;

/// <summary>Activation functions by their definitions, in double precision.</summary>
internal static class ActivationTwin
{
    private const int SeriesTerms = 80;
    private const double LeastNormal = 1.17549435e-38;

    internal static Maps Forward(Maps x, ActivationFunction function) => x.Select((_, value) => Value(function, value));

    internal static double Value(in ActivationFunction f, double x) => f.Kind switch
    {
        ActivationKind.Sigmoid => Sigmoid(x),
        ActivationKind.Tanh => Math.Tanh(x),
        ActivationKind.Clip => Math.Min(Math.Max(x, f.A), f.B),
        ActivationKind.HardSigmoid => Math.Clamp((f.A * x) + f.B, 0, 1),
        ActivationKind.HardSwish => x * Math.Clamp((x / 6) + 0.5, 0, 1),
        ActivationKind.Gelu => 0.5 * x * (1 + Erf(x / Math.Sqrt(2))),
        ActivationKind.GeluTanh => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        ActivationKind.Elu => x > 0 ? f.C * x : f.C * f.A * (Math.Exp(f.B * x) - 1),
        ActivationKind.Softplus => x > 30 ? x : Math.Log(1 + Math.Exp(x)),
        ActivationKind.Silu => x * Sigmoid(x),
        ActivationKind.Mish => x * Math.Tanh(x > 30 ? x : Math.Log(1 + Math.Exp(x))),
        ActivationKind.Softsign => x / (1 + Math.Abs(x)),
        ActivationKind.Abs => Math.Abs(x),
        ActivationKind.Erf => Erf(x),
        ActivationKind.Exp => Math.Exp(x),
        ActivationKind.Log => Math.Log(Math.Max(x, LeastNormal)),
        ActivationKind.Reciprocal => 1 / x,
        ActivationKind.Sqrt => Math.Sqrt(Math.Max(x, 0)),
        ActivationKind.Sin => Math.Sin(x),
        ActivationKind.Floor => Math.Floor(x),
        ActivationKind.Round => Math.Round(x, MidpointRounding.ToEven),
        ActivationKind.Sign => Math.Sign(x),
        ActivationKind.Step => x > 0 ? 1 : 0,
        ActivationKind.FakeQuantize => Math.Clamp(Math.Round(x / f.A, MidpointRounding.ToEven), f.B, f.C) * f.A,
        _ => throw new NotSupportedException($"{f.Kind} has no twin."),
    };

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>The series 2 / sqrt(pi) · exp(-x²) · sum of 2^n x^(2n+1) / (1 · 3 · … · (2n + 1)), whose terms are all of one sign.</summary>
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 5)
            return Math.Sign(x);

        (double sum, double term) = (x, x);
        for (int n = 1; n < SeriesTerms; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
