using System.Globalization;
using Digits.Engine;

namespace Digits.Tuning;

/// <summary>Tries every combination once, in order; what was tried before, by whomever, is left out.</summary>
public sealed class GridSampler : ISampler
{
    /// <inheritdoc />
    /// <exception cref="DigitsException">A parameter has more values than can be counted.</exception>
    public IReadOnlyDictionary<string, double>? Sample(SearchSpace space, StudyHistory history, int number)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(history);
        if (space.Parameters.FirstOrDefault(parameter => parameter.Distribution.Count is null) is { } endless)
            throw new InvalidInputException(
                $"{endless.Name} has no end of values, so a grid cannot try them all; give it a step, as in uniform(0,0.5,0.1), or choices, as in "
                    + "choice(0.001,0.003).");

        HashSet<string> tried = [.. history.Trials.Where(trial => trial.State != TrialState.Fail).Select(trial => Key(trial.Parameters))];
        return Combinations(space, 0, new Dictionary<string, double>(StringComparer.Ordinal)).FirstOrDefault(values => !tried.Contains(Key(values)));
    }

    private static IEnumerable<IReadOnlyDictionary<string, double>> Combinations(SearchSpace space, int from, Dictionary<string, double> values)
    {
        while (from < space.Parameters.Count && !space.IsActive(space.Parameters[from], values))
            from++;

        if (from == space.Parameters.Count)
        {
            yield return new Dictionary<string, double>(values, StringComparer.Ordinal);
            yield break;
        }

        SearchParameter parameter = space.Parameters[from];
        for (long i = 0; i < parameter.Distribution.Count; i++)
        {
            values[parameter.Name] = parameter.Distribution.Item(i);
            foreach (IReadOnlyDictionary<string, double> combination in Combinations(space, from + 1, values))
                yield return combination;
        }

        values.Remove(parameter.Name);
    }

    private static string Key(IReadOnlyDictionary<string, double> values) =>
        string.Join(
            ';',
            values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
                string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={(float)pair.Value}")));
}
