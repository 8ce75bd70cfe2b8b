namespace Digits.Engine.Kernels;

/// <summary>One lane: for processors without vectors, and the plainest form of every kernel.</summary>
internal readonly unsafe struct SimdScalar : ISimd<float>
{
    private const int ExponentBias = 127;
    private const int MantissaBits = 23;

    public static int Width => 1;

    public static int TileRows => 6;

    public static float Load(float* source) => *source;

    public static void Store(float value, float* destination) => *destination = value;

    public static float Broadcast(float value) => value;

    public static float Add(float left, float right) => left + right;

    public static float Subtract(float left, float right) => left - right;

    public static float Multiply(float left, float right) => left * right;

    public static float Divide(float left, float right) => left / right;

    public static float Sqrt(float value) => MathF.Sqrt(value);

    public static float PowerOfTwo(float value) => BitConverter.Int32BitsToSingle(((int)value + ExponentBias) << MantissaBits);

    public static float Exponent(float value) => (BitConverter.SingleToInt32Bits(value) >>> MantissaBits) - ExponentBias;

    public static float Max(float left, float right) => right > left ? right : left;

    public static float MultiplyAdd(float left, float right, float addend) => MathF.FusedMultiplyAdd(left, right, addend);

    public static float SelectGreater(float left, float right, float whenTrue, float whenFalse) => left > right ? whenTrue : whenFalse;

    public static float SelectEqual(float left, float right, float whenTrue, float whenFalse) => left == right ? whenTrue : whenFalse;

    public static uint EqualBits(float left, float right) => left == right ? 1u : 0u;

    public static uint GreaterBits(float left, float right) => left > right ? 1u : 0u;

    public static float Keep(float value, uint bits) => (bits & 1) != 0 ? value : 0f;
}
