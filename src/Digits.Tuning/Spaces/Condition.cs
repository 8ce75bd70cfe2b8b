namespace Digits.Tuning;

/// <summary>When a parameter is searched at all: where another, named before it, has one of some values, or one of at least a number.</summary>
/// <param name="Parameter">The other's name.</param>
/// <param name="Values">Its values as a person writes them; empty where a least is given.</param>
/// <param name="Least">Its least value; null where values are given.</param>
public sealed record Condition(string Parameter, IReadOnlyList<string> Values, double? Least)
{
    /// <summary>Whether it holds for a stored value of the other.</summary>
    public bool Holds(Distribution other, double value)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Least is { } least ? value >= least : Values.Contains(other.Text(value), StringComparer.Ordinal);
    }

    /// <inheritdoc />
    public bool Equals(Condition? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc />
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>As it is written in a space.</summary>
    public override string ToString() => Least is { } least ? FormattableString.Invariant($"{Parameter}>={least}") : $"{Parameter}={string.Join('|', Values)}";
}
