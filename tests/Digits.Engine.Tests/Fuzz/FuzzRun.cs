using Digits.Engine.Kernels;
using Digits.Engine.Tests.Guards;
using Digits.Engine.Tests.Twins;

namespace Digits.Engine.Tests.Fuzz;

/// <summary>Kernels between guard pages where the system has them, and a count of what has been compared with the twins.</summary>
internal sealed class FuzzRun : IDisposable
{
    /// <summary>Half the distance from 1 to the next float: the most by which one operation rounds, relative to its result.</summary>
    private const double UnitRoundoff = 1.0 / (1 << 24);

    private readonly GuardedKernels? _guarded = GuardedBlock.Supported ? new GuardedKernels(KernelFactory.Default) : null;

    /// <summary>One number at a time is slow: fewer shapes will do.</summary>
    internal static bool IsScalar => KernelFactory.Default.Name == "scalar";

    internal KernelSet Kernels => _guarded ?? KernelFactory.Default;

    /// <summary>Outputs compared so far.</summary>
    internal long Compared { get; private set; }

    public void Dispose() => _guarded?.Dispose();

    /// <summary>
    /// Compares with a twin's results. Each is a sum of so many products; the error that single precision allows grows with the sum of their absolute
    /// values, not with the result, which may be near zero by cancellation. A sum of n terms, each rounded once, is off by at most n roundoffs of that; and
    /// since roundings mostly cancel, in practice by some square roots of n (Higham and Mary, 2019), of which eight are allowed. Even at 130 channels and a
    /// 7x7 kernel, 6,370 terms, that is 4e-5 of the sum while one product is 1.6e-4 of it: one that is left out, or taken twice, is seen. Only the weights'
    /// gradients have longer sums, over a whole batch.
    /// </summary>
    /// <param name="what">What it is, for the message.</param>
    /// <param name="actual">The engine's results.</param>
    /// <param name="expected">The twin's.</param>
    /// <param name="magnitudes">The twin's with the absolute values of everything.</param>
    /// <param name="terms">Terms of a sum.</param>
    /// <param name="amplification">For an algorithm that adds other, larger terms than the twin, however few: how many times the practical error it may
    /// have.</param>
    internal void Compare(string what, ReadOnlySpan<float> actual, double[] expected, double[] magnitudes, double terms, double amplification = 1)
    {
        actual.Length.ShouldBe(expected.Length, what);
        double inPractice = 8 * Math.Sqrt(terms + 2);
        double tolerance = UnitRoundoff * (amplification > 1 ? amplification * inPractice : Math.Min(terms + 2, inPractice));
        for (int i = 0; i < expected.Length; i++)
        {
            // Written so that what is no number fails.
            if (!(Math.Abs(actual[i] - expected[i]) <= tolerance * magnitudes[i]))
                throw new ShouldAssertException($"{what}: element {i} is {actual[i]:R}, not {expected[i]:R} ± {tolerance * magnitudes[i]:G3}.");
        }

        Compared += expected.Length;
    }

    internal static double[] Absolute(double[] values) => Array.ConvertAll(values, Math.Abs);

    internal static Maps Absolute(Maps maps) => maps.Select(static (_, value) => Math.Abs(value));

    internal static double[] Double(float[] values) => Array.ConvertAll(values, static value => (double)value);
}
