using System.Text.Json;
using System.Text.Json.Nodes;
using Digits.Engine;

namespace Digits.Tuning;

/// <summary>The parameters of a search, those that a condition names before those that it belongs to.</summary>
public sealed class SearchSpace
{
    private readonly Dictionary<string, SearchParameter> _byName = new(StringComparer.Ordinal);

    /// <summary>A space.</summary>
    /// <exception cref="DigitsException">A name is there twice, or a condition names no parameter before its own or a value that this never has.</exception>
    public SearchSpace(IReadOnlyList<SearchParameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (SearchParameter parameter in parameters)
        {
            Check(parameter);
            if (!_byName.TryAdd(parameter.Name, parameter))
                throw new InvalidInputException($"The space has {parameter.Name} twice; give each parameter once.");
        }

        Parameters = [.. parameters];
    }

    /// <summary>The parameters, in order.</summary>
    public IReadOnlyList<SearchParameter> Parameters { get; }

    /// <summary>The parameter of a name.</summary>
    public SearchParameter this[string name] => _byName[name];

    /// <summary>Whether there is a parameter of a name.</summary>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>Whether a parameter is searched, given the stored values of those before it.</summary>
    public bool IsActive(SearchParameter parameter, IReadOnlyDictionary<string, double> values)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(values);
        return parameter.Condition is not { } condition
            || (values.TryGetValue(condition.Parameter, out double value) && condition.Holds(_byName[condition.Parameter].Distribution, value));
    }

    /// <summary>Makes sure that stored values are those of a trial: each parameter that is searched has one that there is, and there are no others.</summary>
    /// <exception cref="DigitsException">They are not; the message says which.</exception>
    public void Check(IReadOnlyDictionary<string, double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (string name in values.Keys)
        {
            if (!Contains(name))
                throw new InvalidInputException($"'{name}' is no parameter of this search; it has {string.Join(", ", _byName.Keys)}.");
        }

        foreach (SearchParameter parameter in Parameters)
        {
            bool has = values.TryGetValue(parameter.Name, out double value);
            if (has != IsActive(parameter, values))
                throw new InvalidInputException(has ? $"{parameter.Name} is only searched if {parameter.Condition}." : $"{parameter.Name} has no value.");
            if (has && !parameter.Distribution.Contains(value))
                throw new InvalidInputException(FormattableString.Invariant($"{parameter.Name} cannot be {value}: it is not in its range."));
        }
    }

    /// <summary>Reads parameters as people write them: <c>learning-rate=log(1e-4,3e-2)</c>, see <see cref="SpaceSyntax"/>.</summary>
    /// <exception cref="DigitsException">One cannot be read; the message says how to mend it.</exception>
    public static SearchSpace Parse(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return new SearchSpace([.. lines.Select(SpaceSyntax.Parse)]);
    }

    /// <summary>Reads a JSON object with the names for keys and, for values, what is right of the equals sign in <see cref="SpaceSyntax"/>.</summary>
    /// <exception cref="DigitsException">The file cannot be read, or is no space.</exception>
    public static SearchSpace Load(string path)
    {
        try
        {
            using JsonDocument document = InputFile.Read(
                path,
                stream => JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }));
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new InvalidInputException($"{path}: is no search space; write a JSON object such as {{\"learning-rate\": \"log(1e-4,3e-2)\"}}.");
            return Parse([.. document.RootElement.EnumerateObject().Select(property => $"{property.Name}={property.Value}")]);
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"{path}: is not JSON: {AtomicFile.OneLine(e)}", e);
        }
        catch (DigitsException e) when (!e.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidInputException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Reads values of parameters, such as <c>learning-rate=0.001,optimizer=adam</c>, as a trial takes them.</summary>
    /// <exception cref="InvalidInputException">A name or a value is not one of the space's.</exception>
    public JsonObject ParseValues(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ParameterValues.Parse(text, this);
    }

    private void Check(SearchParameter parameter)
    {
        if (parameter.Condition is not { } condition)
            return;

        if (!_byName.TryGetValue(condition.Parameter, out SearchParameter? other))
            throw new InvalidInputException($"{parameter.Name} is searched if {condition}, but there is no {condition.Parameter} before it; put that first.");
        if (condition.Least is not null && other.Distribution is CategoricalDistribution)
            throw new InvalidInputException(
                $"{parameter.Name} is searched if {condition}, but {condition.Parameter} is chosen from words; give one of them, as in "
                    + $"{condition.Parameter}={other.Distribution.Text(0)}.");
        if (condition.Values.FirstOrDefault(value => !Has(other.Distribution, value)) is { } never)
            throw new InvalidInputException($"{parameter.Name} is searched if {condition}, but {condition.Parameter} is never {never}.");
    }

    private static bool Has(Distribution distribution, string text) => distribution is CategoricalDistribution categorical
        ? categorical.Choices.Select((_, i) => categorical.Text(i)).Contains(text, StringComparer.Ordinal)
        : double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out double value) && distribution.Contains(value);
}
