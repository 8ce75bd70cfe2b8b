using Digits.Engine.Kernels;
using Digits.Engine.Tests.Guards;

namespace Digits.Engine.Tests.Kernels;

/// <summary>Compares kernels with those of the scalar form, between guard pages where the system has them.</summary>
internal static class KernelComparison
{
    /// <summary>The form that the others must agree with.</summary>
    internal static KernelSet Scalar { get; } = KernelFactory.Create("scalar");

    /// <summary>The other forms that this processor has.</summary>
    internal static TheoryData<string> Variants => [.. KernelFactory.Supported.Where(name => name != "scalar")];

    internal delegate void Kernel(KernelSet kernels, Span<float> result);

    /// <summary>Runs a kernel in the scalar form and in another, each on the same values, and compares the bits of what it makes.</summary>
    internal static void Same(string variant, int length, Kernel run)
    {
        float[] expected = Sample.Signed(length, 19);
        float[] actual = [.. expected];
        run(Scalar, expected);
        using GuardedKernels? guarded = GuardedBlock.Supported ? new GuardedKernels(KernelFactory.Create(variant)) : null;
        run(guarded ?? KernelFactory.Create(variant), actual);
        for (int i = 0; i < length; i++)
        {
            if (BitConverter.SingleToInt32Bits(actual[i]) != BitConverter.SingleToInt32Bits(expected[i]))
                throw new ShouldAssertException($"Element {i} of {length} is {actual[i]:R} in {variant}, {expected[i]:R} in scalar.");
        }
    }
}
