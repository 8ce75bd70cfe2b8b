namespace Digits.Tuning;

/// <summary>
/// Hyperband (Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar, 2018): several brackets of <see cref="SuccessiveHalvingPruner"/>, from one that begins to
/// compare at once to one that never does; a trial's
/// number decides its bracket, and trials are compared within theirs.
/// </summary>
public sealed class HyperbandPruner : IPruner
{
    private readonly SuccessiveHalvingPruner[] _brackets;
    private readonly int[] _turns;

    /// <summary>Brackets.</summary>
    /// <param name="most">The last step of a trial.</param>
    /// <param name="least">The first step at which trials are compared.</param>
    /// <param name="factor">Steps of comparison grow by this.</param>
    public HyperbandPruner(int most, int least = 1, int factor = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(least, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, least);
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 2);
        int count = 1;
        for (long at = (long)least * factor; at <= most; at *= factor)
            count++;

        _brackets = [.. Enumerable.Range(0, count).Select(spared => new SuccessiveHalvingPruner(least, factor, spared))];

        // A bracket that prunes early needs more trials for the same work: s comparisons left out, count * factor^(count-1-s) / (count - s) of them.
        _turns = [.. Enumerable.Range(0, count)
            .SelectMany(spared => Enumerable.Repeat(spared, (int)Math.Ceiling(count * Math.Pow(factor, count - 1 - spared) / (count - spared))))];
    }

    /// <inheritdoc />
    public bool ShouldPrune(StudyHistory history, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(trial);
        int bracket = Bracket(trial.Number);
        return _brackets[bracket].ShouldPrune(history with { Trials = [.. history.Trials.Where(other => Bracket(other.Number) == bracket)] }, trial);
    }

    /// <summary>The bracket of a trial: turns are taken in an order that spreads each bracket evenly.</summary>
    internal int Bracket(int number) => _turns[(int)((number * 0.6180339887498949 % 1) * _turns.Length)];
}
