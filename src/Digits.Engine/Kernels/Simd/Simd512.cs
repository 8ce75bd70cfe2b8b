using System.Runtime.Intrinsics;

namespace Digits.Engine.Kernels;

/// <summary>16 lanes: AVX-512, 32 registers.</summary>
internal readonly unsafe struct Simd512 : ISimd<Vector512<float>>
{
    private const int ExponentBias = 127;
    private const int MantissaBits = 23;

    public static int Width => Vector512<float>.Count;

    public static int TileRows => 12;

    public static Vector512<float> Load(float* source) => Vector512.Load(source);

    public static void Store(Vector512<float> value, float* destination) => value.Store(destination);

    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    public static Vector512<float> Add(Vector512<float> left, Vector512<float> right) => left + right;

    public static Vector512<float> Subtract(Vector512<float> left, Vector512<float> right) => left - right;

    public static Vector512<float> Multiply(Vector512<float> left, Vector512<float> right) => left * right;

    public static Vector512<float> Divide(Vector512<float> left, Vector512<float> right) => left / right;

    public static Vector512<float> Sqrt(Vector512<float> value) => Vector512.Sqrt(value);

    public static Vector512<float> PowerOfTwo(Vector512<float> value) =>
        Vector512.ShiftLeft(Vector512.ConvertToInt32(value) + Vector512.Create(ExponentBias), MantissaBits).AsSingle();

    public static Vector512<float> Exponent(Vector512<float> value) =>
        Vector512.ConvertToSingle(Vector512.ShiftRightLogical(value.AsInt32(), MantissaBits) - Vector512.Create(ExponentBias));

    public static Vector512<float> Max(Vector512<float> left, Vector512<float> right) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(right, left), right, left);

    public static Vector512<float> MultiplyAdd(Vector512<float> left, Vector512<float> right, Vector512<float> addend) =>
        Vector512.FusedMultiplyAdd(left, right, addend);

    public static Vector512<float> SelectGreater(Vector512<float> left, Vector512<float> right, Vector512<float> whenTrue, Vector512<float> whenFalse) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(left, right), whenTrue, whenFalse);

    public static Vector512<float> SelectEqual(Vector512<float> left, Vector512<float> right, Vector512<float> whenTrue, Vector512<float> whenFalse) =>
        Vector512.ConditionalSelect(Vector512.Equals(left, right), whenTrue, whenFalse);

    public static uint EqualBits(Vector512<float> left, Vector512<float> right) => (uint)Vector512.Equals(left, right).ExtractMostSignificantBits();

    public static uint GreaterBits(Vector512<float> left, Vector512<float> right) => (uint)Vector512.GreaterThan(left, right).ExtractMostSignificantBits();

    public static Vector512<float> Keep(Vector512<float> value, uint bits)
    {
        Vector512<uint> laneBits = Vector512.Create(1u, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768);
        return Vector512.ConditionalSelect(Vector512.Equals(Vector512.Create(bits) & laneBits, laneBits).AsSingle(), value, Vector512<float>.Zero);
    }
}
