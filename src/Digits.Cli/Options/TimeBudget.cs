using System.CommandLine.Parsing;
using System.Globalization;

namespace Digits.Cli;

/// <summary>Reads times such as <c>90s</c>, <c>30m</c> and <c>1.5h</c>.</summary>
internal static class TimeBudget
{
    internal static TimeSpan? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        double? unit = text.LastOrDefault() switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            _ => null,
        };
        if (unit is not null && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            && number * unit is > 0 and < 1e9)
        {
            return TimeSpan.FromSeconds(number * unit.Value);
        }

        result.AddError($"{((OptionResult)result.Parent!).Option.Name} {text} cannot be used; give a time with its unit, such as 90s, 30m or 1.5h.");
        return null;
    }
}
