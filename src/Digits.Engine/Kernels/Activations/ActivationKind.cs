namespace Digits.Engine.Kernels;

/// <summary>The functions that <see cref="KernelSet.Activate"/> knows; A, B and C are those of <see cref="ActivationFunction"/>.</summary>
internal enum ActivationKind
{
    /// <summary>1 / (1 + exp(-x)).</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>x, but at least A and at most B.</summary>
    Clip,

    /// <summary>A · x + B, but at least 0 and at most 1.</summary>
    HardSigmoid,

    /// <summary>x · (x / 6 + 1/2, but at least 0 and at most 1).</summary>
    HardSwish,

    /// <summary>x times the normal distribution function of x.</summary>
    Gelu,

    /// <summary><see cref="Gelu"/> by its approximation with a hyperbolic tangent.</summary>
    GeluTanh,

    /// <summary>C · x where x is positive, C · A · (exp(B · x) - 1) where it is not.</summary>
    Elu,

    /// <summary>log(1 + exp(x)).</summary>
    Softplus,

    /// <summary>x · sigmoid(x).</summary>
    Silu,

    /// <summary>x · tanh(softplus(x)).</summary>
    Mish,

    /// <summary>x / (1 + |x|).</summary>
    Softsign,

    /// <summary>The error function.</summary>
    Erf,

    /// <summary>The absolute value.</summary>
    Abs,

    /// <summary>exp(x), up to the greatest number.</summary>
    Exp,

    /// <summary>log(x), of the least normal number where x is below it.</summary>
    Log,

    /// <summary>1 / x, at most 1e18 to either side.</summary>
    Reciprocal,

    /// <summary>The square root, of zero where x is below it.</summary>
    Sqrt,

    /// <summary>The sine of x in radians.</summary>
    Sin,

    /// <summary>The greatest whole number that is not above x.</summary>
    Floor,

    /// <summary>The nearest whole number; halves go to the even one.</summary>
    Round,

    /// <summary>-1, 0 or 1.</summary>
    Sign,

    /// <summary>1 where x is above zero, else 0. Gradients from -1 to 1 pass with the factor A: 1 for spikes, 0 for conditions.</summary>
    Step,

    /// <summary>The nearest of A's multiples from A · B to A · C; halves go to the even one.</summary>
    FakeQuantize,
}
