using BenchmarkDotNet.Attributes;
using Digits.Engine.Kernels;

namespace Digits.Benchmarks;

/// <summary>
/// Kernels in every vector width that this processor runs, on the shapes of the classic network's second convolution where nothing else is said.
/// </summary>
public abstract class KernelBenchmark
{
    /// <summary>A name that <c>DIGITS_SIMD</c> takes.</summary>
    [ParamsSource(nameof(Variants))]
    public string Variant { get; set; } = "";

    public static IEnumerable<string> Variants => KernelFactory.Supported;

    private protected KernelSet Kernels { get; private set; } = null!;

    [GlobalSetup]
    public void Setup()
    {
        Kernels = KernelFactory.Create(Variant);
        Prepare();
    }

    private protected virtual void Prepare()
    {
    }

    /// <summary>Numbers from -1 to 1.</summary>
    private protected static float[] Random(int count)
    {
        Random random = new(count);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }
}
