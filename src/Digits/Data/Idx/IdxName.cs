using System.Text.RegularExpressions;

namespace Digits.Data;

/// <summary>
/// What the name of an IDX file says: <c>train-images-idx3-ubyte</c>, <c>t10k-labels.idx1-ubyte.gz</c>, <c>emnist-letters-test-images-idx3-ubyte.gz</c>,
/// <c>qmnist-train-labels-idx2-int</c>.
/// </summary>
/// <param name="Set">What stands before the part, such as <c>emnist-letters</c>; empty for MNIST's own names.</param>
/// <param name="IsTest">Whether it is of a test part.</param>
/// <param name="IsLabels">Whether it holds labels.</param>
internal readonly partial record struct IdxName(string Set, bool IsTest, bool IsLabels)
{
    /// <summary>Reads a name; null where it is none of an IDX file.</summary>
    public static IdxName? Of(string fileName)
    {
        if (Pattern().Match(fileName) is not { Success: true } match)
            return null;
        bool isTest = !match.Groups["part"].ValueSpan.Equals("train", StringComparison.OrdinalIgnoreCase);
        bool isLabels = match.Groups["kind"].ValueSpan.Equals("labels", StringComparison.OrdinalIgnoreCase);
        return new IdxName(match.Groups["set"].Value.TrimEnd('-', '_'), isTest, isLabels);
    }

    [GeneratedRegex(
        @"^(?<set>([a-z0-9.]+[-_])*)(?<part>train|t10k|test)[-_](?<kind>images|labels)[-._]idx\d-(ubyte|byte|short|int|float|double)(\.gz)?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
