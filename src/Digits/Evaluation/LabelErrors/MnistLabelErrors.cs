using Digits.Data;
using Digits.Engine;

namespace Digits.Evaluation;

/// <summary>
/// The known label errors of MNIST's test set. Five people each looked at 100 suspects; here are those whose label fewer than three of them confirmed.
/// The new label is what at least three saw instead; it is missing where at least three saw neither digit; where two saw each digit, both count as right.
/// </summary>
/// <remarks>
/// C. Northcutt, A. Athalye, J. Mueller, "Pervasive Label Errors in Test Sets Destabilize Machine Learning Benchmarks", 2021; the votes are in
/// <c>mturk/mnist_mturk.json</c> of github.com/cleanlab/label-errors. There may be more errors: only these suspects were looked at.
/// </remarks>
internal static class MnistLabelErrors
{
    private const int TestImages = 10_000;

    /// <summary>The errors by the image's place in the test set, from 0.</summary>
    internal static IReadOnlyDictionary<int, MnistLabelError> ByImage { get; } = new Dictionary<int, MnistLabelError>
    {
        [947] = new(8, [9]),
        [1621] = new(0, [6]),
        [1901] = new(9, [4]),
        [2130] = new(4, [4, 9]),
        [2462] = new(2, [0]),
        [2597] = new(5, [3]),
        [2654] = new(6, []),
        [3520] = new(6, []),
        [3558] = new(5, [0]),
        [5937] = new(5, [3]),
        [6651] = new(0, [6]),
        [6783] = new(1, [6]),
        [8527] = new(4, [4, 9]),
        [9679] = new(6, []),
        [9729] = new(5, [6]),
    };

    /// <summary>Makes sure that a set is MNIST's test set, as far as its labels tell.</summary>
    /// <exception cref="DigitsException">It is not.</exception>
    internal static void Check(DigitSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        bool isMnist = set.IsLabeled && set.Count == TestImages;
        foreach ((int image, MnistLabelError error) in ByImage)
            isMnist = isMnist && set.Labels[image] == error.Given;
        if (!isMnist)
        {
            throw new InvalidInputException(
                $"{set.Name}: is not MNIST's test set, and label errors are known only there; give the whole test set in its own order.");
        }
    }
}
