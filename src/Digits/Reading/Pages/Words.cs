namespace Digits.Reading;

/// <summary>
/// Tells numbers from printed words and scribbles by all of their groups of ink together: a single letter may look like a digit, but not most of a word.
/// </summary>
internal static class Words
{
    /// <summary>A gap of so many heights of the digits parts two words.</summary>
    private const double Gap = 0.8;

    /// <summary>A word of at least so many groups is judged by itself, a shorter one by its row.</summary>
    private const int LeastGroups = 3;

    /// <summary>
    /// A word whose groups fit digits worse than this, in the mean, is no number; where there is reason to think of print, worse than the second.
    /// </summary>
    private const double LeastQuality = 0.5, LeastQualityOfPrint = 0.85;

    /// <summary>The groups of a row that belong to numbers.</summary>
    /// <param name="groups">What was read of the row's groups, from left to right.</param>
    /// <param name="height">The height of the row's digits.</param>
    /// <param name="mayBePrint">Whether the row is so low that it may be print.</param>
    internal static IEnumerable<GroupReading> OfDigits(GroupReading[] groups, double height, bool mayBePrint)
    {
        double least = mayBePrint ? LeastQualityOfPrint : LeastQuality;
        bool isRowOfDigits = groups.Average(Agreement.Quality) >= least;
        return Split(groups, height).Where(word => word.Count < LeastGroups ? isRowOfDigits || (groups.Length < LeastGroups && !mayBePrint)
            : word.Average(Agreement.Quality) >= least).SelectMany(word => word);
    }

    private static List<List<GroupReading>> Split(GroupReading[] groups, double height)
    {
        List<List<GroupReading>> words = [];
        foreach (GroupReading group in groups)
        {
            if (words.Count == 0 || group.Group.Box.Left - words[^1][^1].Group.Box.Right > Gap * height)
                words.Add([]);
            words[^1].Add(group);
        }

        return words;
    }
}
