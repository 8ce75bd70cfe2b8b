using System.Globalization;
using System.Text.RegularExpressions;
using Digits.Engine;

namespace Digits.Tuning;

/// <summary>
/// How a parameter is written: <c>NAME=KIND(…)</c> with <c>uniform(low,high)</c> or <c>uniform(low,high,step)</c>, <c>log(low,high)</c>, <c>int(low,high)</c>
/// or <c>int(low,high,step)</c>,
/// <c>logint(low,high)</c>, <c>choice(a,b,…)</c>; and behind it, where it is not always searched, <c>if OTHER=value</c>, <c>if OTHER=value|value</c> or <c>if
/// OTHER>=number</c>.
/// </summary>
internal static partial class SpaceSyntax
{
    private const string Kinds = "uniform(0,0.5), log(1e-4,3e-2), int(1,4), logint(16,256) or choice(adam,sgd)";

    internal static SearchParameter Parse(string text)
    {
        Match match = Line().Match(text);
        if (!match.Success)
            throw new InvalidInputException($"'{text}' is no parameter of a search; write NAME={Kinds}.");

        string name = match.Groups["name"].Value;
        string[] arguments = [.. match.Groups["arguments"].Value.Split(',', StringSplitOptions.TrimEntries)];
        try
        {
            return new SearchParameter(
                name,
                Distribution(match.Groups["kind"].Value, arguments),
                match.Groups["condition"] is { Success: true } condition ? Condition(condition.Value) : null);
        }
        catch (DigitsException e)
        {
            throw new InvalidInputException($"{name}: {e.Message}", e);
        }
    }

    private static Distribution Distribution(string kind, string[] arguments) => (kind, arguments.Length) switch
    {
        ("uniform", 2) => new FloatDistribution(Real(arguments[0]), Real(arguments[1])),
        ("uniform", 3) => new FloatDistribution(Real(arguments[0]), Real(arguments[1]), Real(arguments[2])),
        ("log", 2) => new FloatDistribution(Real(arguments[0]), Real(arguments[1]), log: true),
        ("int", 2) => new IntDistribution(Whole(arguments[0]), Whole(arguments[1])),
        ("int", 3) => new IntDistribution(Whole(arguments[0]), Whole(arguments[1]), Whole(arguments[2])),
        ("logint", 2) => new IntDistribution(Whole(arguments[0]), Whole(arguments[1]), log: true),
        ("choice", _) => CategoricalDistribution.Of(arguments),
        ("uniform" or "int", _) => throw new InvalidInputException($"{kind} takes a lower and an upper bound and, if you like, a step, as in {kind}(1,4)."),
        ("log" or "logint", _) => throw new InvalidInputException($"{kind} takes a lower and an upper bound, as in {kind}(1,100)."),
        _ => throw new InvalidInputException(
            $"'{kind}' is no kind of range; "
                + $"{(NearestName.Of(kind, ["uniform", "log", "int", "logint", "choice"]) is { } nearest ? $"did you mean '{nearest}'?" : $"use {Kinds}.")}"),
    };

    private static Condition Condition(string text)
    {
        Match match = Requirement().Match(text);
        if (!match.Success)
            throw new InvalidInputException($"'if {text}' is no condition; write 'if optimizer=sgd' or 'if layers>=3'.");

        string values = match.Groups["values"].Value.Trim();
        return match.Groups["sign"].Value == "="
            ? new Condition(match.Groups["name"].Value, values.Split('|', StringSplitOptions.TrimEntries), Least: null)
            : new Condition(match.Groups["name"].Value, [], Real(values));
    }

    private static double Real(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
        ? value
        : throw new InvalidInputException($"'{text}' is no number.");

    private static long Whole(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
        ? value
        : throw new InvalidInputException($"'{text}' is no whole number.");

    [GeneratedRegex(
        @"^\s*(?<name>[A-Za-z][\w.-]*)\s*=\s*(?<kind>\w+)\s*\((?<arguments>[^()]*)\)(\s+if\s+(?<condition>.+?))?\s*$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Line();

    [GeneratedRegex(@"^(?<name>[A-Za-z][\w.-]*)\s*(?<sign>>=|=)\s*(?<values>.+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Requirement();
}
