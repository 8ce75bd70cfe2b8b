using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Digits.Engine.Kernels;

/// <summary>4 lanes: NEON (32 registers) or SSE with FMA (16).</summary>
internal readonly unsafe struct Simd128 : ISimd<Vector128<float>>
{
    private const int ExponentBias = 127;
    private const int MantissaBits = 23;

    public static int Width => Vector128<float>.Count;

    public static int TileRows => AdvSimd.IsSupported ? 12 : 6;

    public static Vector128<float> Load(float* source) => Vector128.Load(source);

    public static void Store(Vector128<float> value, float* destination) => value.Store(destination);

    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    public static Vector128<float> Add(Vector128<float> left, Vector128<float> right) => left + right;

    public static Vector128<float> Subtract(Vector128<float> left, Vector128<float> right) => left - right;

    public static Vector128<float> Multiply(Vector128<float> left, Vector128<float> right) => left * right;

    public static Vector128<float> Divide(Vector128<float> left, Vector128<float> right) => left / right;

    public static Vector128<float> Sqrt(Vector128<float> value) => Vector128.Sqrt(value);

    public static Vector128<float> PowerOfTwo(Vector128<float> value) =>
        Vector128.ShiftLeft(Vector128.ConvertToInt32(value) + Vector128.Create(ExponentBias), MantissaBits).AsSingle();

    public static Vector128<float> Exponent(Vector128<float> value) =>
        Vector128.ConvertToSingle(Vector128.ShiftRightLogical(value.AsInt32(), MantissaBits) - Vector128.Create(ExponentBias));

    public static Vector128<float> Max(Vector128<float> left, Vector128<float> right) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(right, left), right, left);

    public static Vector128<float> MultiplyAdd(Vector128<float> left, Vector128<float> right, Vector128<float> addend) =>
        Vector128.FusedMultiplyAdd(left, right, addend);

    public static Vector128<float> SelectGreater(Vector128<float> left, Vector128<float> right, Vector128<float> whenTrue, Vector128<float> whenFalse) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(left, right), whenTrue, whenFalse);

    public static Vector128<float> SelectEqual(Vector128<float> left, Vector128<float> right, Vector128<float> whenTrue, Vector128<float> whenFalse) =>
        Vector128.ConditionalSelect(Vector128.Equals(left, right), whenTrue, whenFalse);

    public static uint EqualBits(Vector128<float> left, Vector128<float> right) => (uint)Vector128.Equals(left, right).ExtractMostSignificantBits();

    public static uint GreaterBits(Vector128<float> left, Vector128<float> right) => (uint)Vector128.GreaterThan(left, right).ExtractMostSignificantBits();

    public static Vector128<float> Keep(Vector128<float> value, uint bits)
    {
        Vector128<uint> laneBits = Vector128.Create(1u, 2, 4, 8);
        return Vector128.ConditionalSelect(Vector128.Equals(Vector128.Create(bits) & laneBits, laneBits).AsSingle(), value, Vector128<float>.Zero);
    }
}
