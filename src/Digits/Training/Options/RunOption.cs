using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Digits.Engine;

namespace Digits.Training;

/// <summary>
/// An option of a training run: a row of <see cref="RunOptions.All"/>. The command line's options and help, <c>config.json</c>, the checks, what a search may
/// change, the report's table and
/// the command that reproduces a run all follow from it. Every value has a text form, the same everywhere.
/// </summary>
public sealed class RunOption
{
    private readonly Func<RunConfiguration, string?> _get;
    private readonly Func<RunConfiguration, string, RunConfiguration> _set;
    private readonly Action<RunConfiguration> _check;
    private readonly bool _isText;

    private RunOption(
        string name,
        string valueName,
        string help,
        Func<RunConfiguration, string?> get,
        Func<RunConfiguration, string, RunConfiguration> set,
        Action<RunConfiguration>? check = null,
        bool isText = true)
    {
        (Name, ValueName, Help, _get, _set, _check, _isText) = (name, valueName, help, get, set, check ?? (_ => { }), isText);
    }

    /// <summary>The name, lower case with hyphens, such as <c>learning-rate</c>; <c>learning_rate</c> in JSON.</summary>
    public string Name { get; }

    /// <summary>What stands for the value in help, such as <c>N</c>; empty for a switch.</summary>
    public string ValueName { get; }

    /// <summary>What the option does, in a line.</summary>
    public string Help { get; }

    /// <summary>Whether a search may change it.</summary>
    public bool IsSearchable { get; private init; }

    /// <summary>Whether it is on or off.</summary>
    public bool IsSwitch => ValueName.Length == 0;

    /// <summary>The name in JSON.</summary>
    internal string JsonName => Name.Replace('-', '_');

    /// <summary>The option's value as text; null where it is not given.</summary>
    public string? Get(RunConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return _get(configuration);
    }

    /// <summary>The configuration with another value.</summary>
    /// <exception cref="InvalidOptionException">The text cannot be read; <see cref="RunConfiguration.Check"/> looks at the value itself.</exception>
    /// <exception cref="InvalidInputException">The text names a file that cannot be used.</exception>
    public RunConfiguration Set(RunConfiguration configuration, string text)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(text);
        return _set(configuration, text);
    }

    /// <summary>Makes sure that the value can be trained with.</summary>
    /// <exception cref="InvalidOptionException">It cannot.</exception>
    internal void Check(RunConfiguration configuration) => _check(configuration);

    /// <summary>Writes the value as a property of JSON; nothing where it is not given.</summary>
    internal void Write(Utf8JsonWriter json, RunConfiguration configuration)
    {
        if (_get(configuration) is not { } text)
            return;

        json.WritePropertyName(JsonName);
        if (_isText)
            json.WriteStringValue(text);
        else
            json.WriteRawValue(text);
    }

    /// <summary>The configuration with the value of a property of JSON; as it was where that is null.</summary>
    internal RunConfiguration Read(JsonElement value, RunConfiguration configuration) => value.ValueKind switch
    {
        JsonValueKind.Null => configuration,
        JsonValueKind.String => _set(configuration, value.GetString()!),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False when !_isText => _set(configuration, value.GetRawText()),
        _ => throw new InvalidOptionException(
            Name, $"{value.GetRawText()} cannot be used; give {(_isText ? "text" : IsSwitch ? "true or false" : "a number")}."),
    };

    internal static RunOption Text(
        string name,
        string valueName,
        string help,
        Func<RunConfiguration, string?> get,
        Func<RunConfiguration, string, RunConfiguration> set,
        Action<RunConfiguration>? check = null,
        bool isSearchable = false) => new(name, valueName, help, get, set, check) { IsSearchable = isSearchable };

    /// <summary>What is on or off; the <paramref name="usual"/> of the two is not written, so that files of earlier versions say the same.</summary>
    internal static RunOption Switch(
        string name,
        string help,
        Func<RunConfiguration, bool> get,
        Func<RunConfiguration, bool, RunConfiguration> set,
        bool? usual = null) => new(
        name,
        "",
        help,
        c => get(c) == usual ? null : get(c) ? "true" : "false",
        (c, text) => bool.TryParse(text, out bool value)
            ? set(c, value)
            : throw new InvalidOptionException(name, $"{text} cannot be used; give true or false."),
        isText: false);

    /// <summary>A number; <paramref name="allows"/> and <paramref name="wanted"/> say which can be trained with.</summary>
    internal static RunOption Number<T>(
        string name,
        string help,
        Func<RunConfiguration, T?> get,
        Func<RunConfiguration, T, RunConfiguration> set,
        Func<T, bool> allows,
        string wanted,
        bool isSearchable = true)
        where T : struct, INumber<T> => new(
            name,
            default(T) is double ? "X" : "N",
            help,
            c => get(c)?.ToString(null, CultureInfo.InvariantCulture),
            (c, text) => set(c, ReadNumber<T>(name, text)),
            c =>
            {
                if (get(c) is { } value && !allows(value))
                    throw new InvalidOptionException(name, string.Create(CultureInfo.InvariantCulture, $"{value} cannot be used; give {wanted}."));
            },
            isText: false)
        { IsSearchable = isSearchable };

    /// <summary>One of several names.</summary>
    internal static RunOption Choice<T>(
        string name,
        string help,
        IReadOnlyList<(string Name, T Value)> choices,
        Func<RunConfiguration, T> get,
        Func<RunConfiguration, T, RunConfiguration> set) => new(
            name,
            "NAME",
            help,
            c => choices.First(choice => EqualityComparer<T>.Default.Equals(choice.Value, get(c))).Name,
            (c, text) =>
            {
                foreach ((string known, T value) in choices)
                {
                    if (known == text)
                        return set(c, value);
                }

                throw new InvalidOptionException(name, $"'{text}' is unknown; {NearestName.Hint(text, [.. choices.Select(choice => choice.Name)])}");
            })
        { IsSearchable = true };

    private static T ReadNumber<T>(string name, string text)
        where T : struct, INumber<T>
    {
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (T.TryParse(text, Styles, CultureInfo.InvariantCulture, out T number))
            return number;

        string wanted = default(T) switch
        {
            double => "a number",
            ulong => "a whole number of at least 0",
            _ => "a whole number",
        };
        throw new InvalidOptionException(name, $"{text} cannot be used; give {wanted}.");
    }
}
