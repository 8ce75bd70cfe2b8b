namespace Digits.Evaluation;

/// <summary>
/// Lays what was read beside what is there with the fewest digits replaced, missed and added (Levenshtein 1966); of several such ways the one with the most
/// digits right.
/// </summary>
internal sealed class StringAlignment
{
    // An edit weighs more than all the digits that can be right, so that these only decide between equal numbers of edits.
    private const long Edit = 1_000_000;

    private StringAlignment(AlignedDigit[] digits) => Digits = digits;

    /// <summary>The digits of both strings, from the first to the last.</summary>
    internal IReadOnlyList<AlignedDigit> Digits { get; }

    /// <summary>The edit distance: digits replaced, missed and added.</summary>
    internal int Distance => Digits.Count(digit => !digit.IsRight);

    /// <summary>Aligns two strings of fewer than a million digits.</summary>
    internal static StringAlignment Of(string truth, string read)
    {
        long[,] costs = Costs(truth, read);
        List<AlignedDigit> digits = [];
        (int i, int j) = (truth.Length, read.Length);
        while (i > 0 || j > 0)
        {
            if (i > 0 && j > 0 && costs[i, j] == costs[i - 1, j - 1] + Replace(truth[i - 1], read[j - 1]))
                digits.Add(new AlignedDigit(truth[--i], read[--j]));
            else if (i > 0 && costs[i, j] == costs[i - 1, j] + Edit)
                digits.Add(new AlignedDigit(truth[--i], null));
            else
                digits.Add(new AlignedDigit(null, read[--j]));
        }

        digits.Reverse();
        return new StringAlignment([.. digits]);
    }

    /// <summary>The least cost of turning the first <c>i</c> digits of the truth into the first <c>j</c> that were read.</summary>
    private static long[,] Costs(string truth, string read)
    {
        long[,] costs = new long[truth.Length + 1, read.Length + 1];
        for (int i = 0; i <= truth.Length; i++)
        {
            for (int j = 0; j <= read.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    costs[i, j] = (i + j) * Edit;
                    continue;
                }

                long replaced = costs[i - 1, j - 1] + Replace(truth[i - 1], read[j - 1]);
                costs[i, j] = Math.Min(replaced, Math.Min(costs[i - 1, j], costs[i, j - 1]) + Edit);
            }
        }

        return costs;
    }

    private static long Replace(char truth, char read) => truth == read ? -1 : Edit;
}
