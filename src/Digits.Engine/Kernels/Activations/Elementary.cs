using System.Runtime.CompilerServices;

namespace Digits.Engine.Kernels;

/// <summary>
/// Exponential, logarithm and what follows from them, to about the last bit of a float. Nothing but the arithmetic of <see cref="ISimd{TVector}"/>, so the
/// results are the same bits in every width, which a library's functions would not promise.
/// </summary>
internal static class Elementary<TVector, TSimd>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    /// <summary>Beyond these, the exponential is no longer a normal number.</summary>
    private const float LeastExponent = -87.3365f;
    private const float GreatestExponent = 88.37f;

    /// <summary>ln 2 in two parts, the first short enough that a whole multiple of it is exact.</summary>
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;
    private const float Log2E = 1.44269504f;

    /// <summary>1.5 · 2^23: added and taken off again, it leaves the nearest whole number.</summary>
    private const float Rounder = 12582912f;

    /// <summary>Beyond it there is nothing between whole numbers that is worth rounding.</summary>
    private const float GreatestRounded = 4194304f;

    /// <summary>What is nearer to zero has the reciprocal of this.</summary>
    private const float LeastDivisor = 1e-18f;

    private const float LeastNormal = 1.17549435e-38f;

    /// <summary>What float's pi is off by.</summary>
    private const float PiError = -8.74227766e-8f;

    /// <summary>From here on the error function is 1 in single precision.</summary>
    private const float EndOfErf = 4.2f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Min(TVector left, TVector right) => TSimd.SelectGreater(left, right, right, left);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Negate(TVector x) => TSimd.Subtract(TSimd.Broadcast(0f), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Abs(TVector x) => TSimd.Max(x, Negate(x));

    /// <summary>The nearest whole number, halves to the even one; for x from -2^22 to 2^22.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Round(TVector x) => TSimd.Subtract(TSimd.Add(x, TSimd.Broadcast(Rounder)), TSimd.Broadcast(Rounder));

    /// <summary>The nearest whole number, halves to the even one; x itself beyond 2^22.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Nearest(TVector x) => TSimd.SelectGreater(Abs(x), TSimd.Broadcast(GreatestRounded), x, Round(x));

    /// <summary>1 / x. Never infinite, so that lanes without an image, which are zero, add nothing to the gradients of weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Reciprocal(TVector x)
    {
        TVector least = TSimd.Broadcast(LeastDivisor);
        TVector signed = TSimd.SelectGreater(TSimd.Broadcast(0f), x, Negate(least), least);
        return TSimd.Divide(TSimd.Broadcast(1f), TSimd.SelectGreater(least, Abs(x), signed, x));
    }

    /// <summary>1 from -1 to 1, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector NearZero(TVector x) => TSimd.SelectGreater(Abs(x), TSimd.Broadcast(1f), TSimd.Broadcast(0f), TSimd.Broadcast(1f));

    /// <summary>exp(x); the greatest and least normal numbers in place of what overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Exp(TVector x)
    {
        TVector rest = Split(x, out TVector power);
        return TSimd.MultiplyAdd(power, rest, power);
    }

    /// <summary>exp(x) - 1, exact also near zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector ExpMinusOne(TVector x)
    {
        TVector rest = Split(x, out TVector power);
        return TSimd.MultiplyAdd(power, rest, TSimd.Subtract(power, TSimd.Broadcast(1f)));
    }

    /// <summary>log(1 + x) for x from 0 to 1, by the series of the inverse hyperbolic tangent of x / (2 + x), which is at most a third.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector LogOnePlus(TVector x)
    {
        TVector s = TSimd.Divide(x, TSimd.Add(x, TSimd.Broadcast(2f)));
        TVector square = TSimd.Multiply(s, s);
        TVector sum = TSimd.Broadcast(1f / 15);
        sum = TSimd.MultiplyAdd(sum, square, TSimd.Broadcast(1f / 13));
        sum = TSimd.MultiplyAdd(sum, square, TSimd.Broadcast(1f / 11));
        sum = TSimd.MultiplyAdd(sum, square, TSimd.Broadcast(1f / 9));
        sum = TSimd.MultiplyAdd(sum, square, TSimd.Broadcast(1f / 7));
        sum = TSimd.MultiplyAdd(sum, square, TSimd.Broadcast(1f / 5));
        sum = TSimd.MultiplyAdd(sum, square, TSimd.Broadcast(1f / 3));
        sum = TSimd.MultiplyAdd(sum, square, TSimd.Broadcast(1f));
        return TSimd.Multiply(TSimd.Add(s, s), sum);
    }

    /// <summary>log(x); of what is below the least normal number, the logarithm of that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Log(TVector x)
    {
        TVector one = TSimd.Broadcast(1f);
        x = Min(TSimd.Max(x, TSimd.Broadcast(LeastNormal)), TSimd.Broadcast(float.MaxValue));

        // x = 2^exponent · part, with part from 0.7 to 1.4. A power at a time, as 2^-127 is no normal number.
        TVector exponent = TSimd.Exponent(x);
        TVector part = TSimd.Multiply(TSimd.Multiply(x, TSimd.PowerOfTwo(TSimd.Subtract(one, exponent))), TSimd.Broadcast(0.5f));
        TVector root = TSimd.Broadcast(1.41421356f);
        exponent = TSimd.SelectGreater(part, root, TSimd.Add(exponent, one), exponent);
        part = TSimd.SelectGreater(part, root, TSimd.Multiply(part, TSimd.Broadcast(0.5f)), part);

        // By the series of the inverse hyperbolic tangent of (part - 1) / (part + 1), which is at most 0.172.
        TVector s = TSimd.Divide(TSimd.Subtract(part, one), TSimd.Add(part, one));
        TVector square = TSimd.Multiply(s, s);
        TVector sum = TSimd.Broadcast(1f / 9);
        sum = TSimd.MultiplyAdd(sum, square, TSimd.Broadcast(1f / 7));
        sum = TSimd.MultiplyAdd(sum, square, TSimd.Broadcast(1f / 5));
        sum = TSimd.MultiplyAdd(sum, square, TSimd.Broadcast(1f / 3));
        sum = TSimd.Multiply(TSimd.Multiply(sum, square), s);
        TVector small = TSimd.MultiplyAdd(exponent, TSimd.Broadcast(Ln2Low), TSimd.Multiply(TSimd.Broadcast(2f), TSimd.Add(sum, s)));
        return TSimd.MultiplyAdd(exponent, TSimd.Broadcast(Ln2High), small);
    }

    /// <summary>sin(x): a polynomial from -pi/2 to pi/2, of what is left of x after whole multiples of pi.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Sin(TVector x)
    {
        TVector times = Nearest(TSimd.Multiply(x, TSimd.Broadcast(1 / float.Pi)));
        TVector rest = TSimd.MultiplyAdd(times, TSimd.Broadcast(-float.Pi), x);
        rest = TSimd.MultiplyAdd(times, TSimd.Broadcast(-PiError), rest);
        TVector square = TSimd.Multiply(rest, rest);
        TVector sum = TSimd.Broadcast(-1f / 39916800);
        sum = TSimd.MultiplyAdd(sum, square, TSimd.Broadcast(1f / 362880));
        sum = TSimd.MultiplyAdd(sum, square, TSimd.Broadcast(-1f / 5040));
        sum = TSimd.MultiplyAdd(sum, square, TSimd.Broadcast(1f / 120));
        sum = TSimd.MultiplyAdd(sum, square, TSimd.Broadcast(-1f / 6));
        TVector sine = TSimd.MultiplyAdd(TSimd.Multiply(sum, square), rest, rest);

        // After an odd multiple the sign is the other one.
        TVector half = TSimd.Multiply(times, TSimd.Broadcast(0.5f));
        return TSimd.SelectEqual(half, Nearest(half), sine, Negate(sine));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Sigmoid(TVector x)
    {
        TVector one = TSimd.Broadcast(1f);
        return TSimd.Divide(one, TSimd.Add(one, Exp(Negate(x))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Tanh(TVector x)
    {
        TVector two = TSimd.Broadcast(2f);
        TVector e = ExpMinusOne(Negate(TSimd.Multiply(two, Abs(x))));
        TVector t = TSimd.Divide(e, TSimd.Add(two, e));
        return TSimd.SelectGreater(x, TSimd.Broadcast(0f), Negate(t), t);
    }

    /// <summary>
    /// The error function: up to 1 as x times a polynomial of x², beyond as 1 - exp(-x²) times a polynomial of 1 / (1 + x/2). The polynomials interpolate the
    /// function itself and exp(x²)(1 - erf(x)) at Chebyshev's nodes, off by at most 5e-8.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Erf(TVector x)
    {
        TVector one = TSimd.Broadcast(1f);
        TVector magnitude = Min(Abs(x), TSimd.Broadcast(EndOfErf));
        TVector square = TSimd.Multiply(magnitude, magnitude);
        TVector near = TSimd.Broadcast(-0.0005654106f);
        near = TSimd.MultiplyAdd(near, square, TSimd.Broadcast(0.0049232775f));
        near = TSimd.MultiplyAdd(near, square, TSimd.Broadcast(-0.026716385f));
        near = TSimd.MultiplyAdd(near, square, TSimd.Broadcast(0.112803645f));
        near = TSimd.MultiplyAdd(near, square, TSimd.Broadcast(-0.3761235f));
        near = TSimd.MultiplyAdd(near, square, TSimd.Broadcast(1.1283791f));

        TVector t = TSimd.Divide(one, TSimd.MultiplyAdd(magnitude, TSimd.Broadcast(0.5f), one));
        TVector far = TSimd.Broadcast(-0.057963364f);
        far = TSimd.MultiplyAdd(far, t, TSimd.Broadcast(-0.04376718f));
        far = TSimd.MultiplyAdd(far, t, TSimd.Broadcast(0.38665774f));
        far = TSimd.MultiplyAdd(far, t, TSimd.Broadcast(0.11274845f));
        far = TSimd.MultiplyAdd(far, t, TSimd.Broadcast(0.32657173f));
        far = TSimd.MultiplyAdd(far, t, TSimd.Broadcast(0.27445546f));
        far = TSimd.MultiplyAdd(far, t, TSimd.Broadcast(0.0005387506f));
        far = TSimd.Subtract(one, TSimd.Multiply(Exp(Negate(square)), far));

        TVector result = TSimd.SelectGreater(magnitude, one, far, TSimd.Multiply(near, magnitude));
        return TSimd.SelectGreater(TSimd.Broadcast(0f), x, Negate(result), result);
    }

    /// <summary>exp(x) = power + power · rest, power being one of two, by the Taylor series of what is left: at most ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Split(TVector x, out TVector power)
    {
        x = Min(TSimd.Max(x, TSimd.Broadcast(LeastExponent)), TSimd.Broadcast(GreatestExponent));
        TVector rounder = TSimd.Broadcast(Rounder);
        TVector whole = TSimd.Subtract(TSimd.MultiplyAdd(x, TSimd.Broadcast(Log2E), rounder), rounder);
        power = TSimd.PowerOfTwo(whole);
        TVector left = TSimd.MultiplyAdd(whole, TSimd.Broadcast(-Ln2High), x);
        left = TSimd.MultiplyAdd(whole, TSimd.Broadcast(-Ln2Low), left);
        TVector sum = TSimd.Broadcast(1f / 5040);
        sum = TSimd.MultiplyAdd(sum, left, TSimd.Broadcast(1f / 720));
        sum = TSimd.MultiplyAdd(sum, left, TSimd.Broadcast(1f / 120));
        sum = TSimd.MultiplyAdd(sum, left, TSimd.Broadcast(1f / 24));
        sum = TSimd.MultiplyAdd(sum, left, TSimd.Broadcast(1f / 6));
        sum = TSimd.MultiplyAdd(sum, left, TSimd.Broadcast(1f / 2));
        return TSimd.MultiplyAdd(TSimd.Multiply(left, left), sum, left);
    }
}
