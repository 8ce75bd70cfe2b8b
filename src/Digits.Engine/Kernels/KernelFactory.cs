using System.Runtime.Intrinsics;

namespace Digits.Engine.Kernels;

/// <summary>
/// Chooses the widest vectors that the processor runs at full speed; <c>DIGITS_SIMD</c> (<c>avx512</c>, <c>avx2</c>, <c>128</c>, <c>scalar</c>)
/// forces one. The only place that asks what the hardware can do.
/// </summary>
internal static class KernelFactory
{
    /// <summary>The environment variable that forces a set.</summary>
    internal const string Variable = "DIGITS_SIMD";

    private static readonly (string Name, bool Supported, Func<KernelSet> Create)[] _sets =
    [
        ("avx512", Vector512.IsHardwareAccelerated, static () => new SimdKernels<Vector512<float>, Simd512>("avx512")),
        ("avx2", Vector256.IsHardwareAccelerated, static () => new SimdKernels<Vector256<float>, Simd256>("avx2")),
        ("128", Vector128.IsHardwareAccelerated, static () => new SimdKernels<Vector128<float>, Simd128>("128")),
        ("scalar", true, static () => new SimdKernels<float, SimdScalar>("scalar")),
    ];

    private static readonly Lazy<KernelSet> _default = new(() => Create(Environment.GetEnvironmentVariable(Variable)));

    /// <summary>The set that this process uses.</summary>
    internal static KernelSet Default => _default.Value;

    /// <summary>The names of the sets that this processor runs, widest first.</summary>
    internal static IEnumerable<string> Supported => _sets.Where(set => set.Supported).Select(set => set.Name);

    /// <summary>Creates the set of that name; null or empty chooses the widest.</summary>
    /// <exception cref="DigitsException">The name is unknown or the processor lacks it.</exception>
    internal static KernelSet Create(string? name)
    {
        foreach (var set in _sets)
        {
            if (set.Supported && (string.IsNullOrEmpty(name) || set.Name == name))
                return set.Create();
        }

        throw new InvalidInputException(
            $"{Variable}={name} is not a vector width of this processor; use one of {string.Join(", ", Supported)}, or leave it unset.");
    }
}
