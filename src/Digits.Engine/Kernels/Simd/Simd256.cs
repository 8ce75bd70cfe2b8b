using System.Runtime.Intrinsics;

namespace Digits.Engine.Kernels;

/// <summary>8 lanes: AVX2 with FMA, 16 registers.</summary>
internal readonly unsafe struct Simd256 : ISimd<Vector256<float>>
{
    private const int ExponentBias = 127;
    private const int MantissaBits = 23;

    public static int Width => Vector256<float>.Count;

    public static int TileRows => 6;

    public static Vector256<float> Load(float* source) => Vector256.Load(source);

    public static void Store(Vector256<float> value, float* destination) => value.Store(destination);

    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    public static Vector256<float> Add(Vector256<float> left, Vector256<float> right) => left + right;

    public static Vector256<float> Subtract(Vector256<float> left, Vector256<float> right) => left - right;

    public static Vector256<float> Multiply(Vector256<float> left, Vector256<float> right) => left * right;

    public static Vector256<float> Divide(Vector256<float> left, Vector256<float> right) => left / right;

    public static Vector256<float> Sqrt(Vector256<float> value) => Vector256.Sqrt(value);

    public static Vector256<float> PowerOfTwo(Vector256<float> value) =>
        Vector256.ShiftLeft(Vector256.ConvertToInt32(value) + Vector256.Create(ExponentBias), MantissaBits).AsSingle();

    public static Vector256<float> Exponent(Vector256<float> value) =>
        Vector256.ConvertToSingle(Vector256.ShiftRightLogical(value.AsInt32(), MantissaBits) - Vector256.Create(ExponentBias));

    public static Vector256<float> Max(Vector256<float> left, Vector256<float> right) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(right, left), right, left);

    public static Vector256<float> MultiplyAdd(Vector256<float> left, Vector256<float> right, Vector256<float> addend) =>
        Vector256.FusedMultiplyAdd(left, right, addend);

    public static Vector256<float> SelectGreater(Vector256<float> left, Vector256<float> right, Vector256<float> whenTrue, Vector256<float> whenFalse) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(left, right), whenTrue, whenFalse);

    public static Vector256<float> SelectEqual(Vector256<float> left, Vector256<float> right, Vector256<float> whenTrue, Vector256<float> whenFalse) =>
        Vector256.ConditionalSelect(Vector256.Equals(left, right), whenTrue, whenFalse);

    public static uint EqualBits(Vector256<float> left, Vector256<float> right) => (uint)Vector256.Equals(left, right).ExtractMostSignificantBits();

    public static uint GreaterBits(Vector256<float> left, Vector256<float> right) => (uint)Vector256.GreaterThan(left, right).ExtractMostSignificantBits();

    public static Vector256<float> Keep(Vector256<float> value, uint bits)
    {
        Vector256<uint> laneBits = Vector256.Create(1u, 2, 4, 8, 16, 32, 64, 128);
        return Vector256.ConditionalSelect(Vector256.Equals(Vector256.Create(bits) & laneBits, laneBits).AsSingle(), value, Vector256<float>.Zero);
    }
}
