using Digits.Data;

namespace Digits.Tuning;

/// <summary>Draws every parameter by itself, whatever was tried before.</summary>
/// <param name="seed">Chooses the draws.</param>
public sealed class RandomSampler(ulong seed) : ISampler
{
    /// <inheritdoc />
    public IReadOnlyDictionary<string, double> Sample(SearchSpace space, StudyHistory history, int number)
    {
        ArgumentNullException.ThrowIfNull(space);
        SeededRandom random = new(seed, (ulong)number);
        Dictionary<string, double> values = new(StringComparer.Ordinal);
        foreach (SearchParameter parameter in space.Parameters)
        {
            if (space.IsActive(parameter, values))
                values[parameter.Name] = parameter.Distribution.At(random.NextDouble());
        }

        return values;
    }
}
