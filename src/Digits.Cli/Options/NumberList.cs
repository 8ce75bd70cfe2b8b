using System.CommandLine.Parsing;
using System.Globalization;

namespace Digits.Cli;

/// <summary>Reads whole numbers with commas between them, such as <c>1,2,4</c>.</summary>
internal static class NumberList
{
    /// <summary>Makes a parser.</summary>
    /// <param name="least">The least that a number may be.</param>
    /// <param name="most">The most that a number may be.</param>
    /// <param name="wanted">That in words.</param>
    internal static Func<ArgumentResult, int[]?> Parser(int least, int most, string wanted) => result =>
    {
        string text = result.Tokens[0].Value;
        string[] parts = text.Split(',');
        int[] numbers = [.. parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1)];
        if (numbers.All(number => number >= least && number <= most))
            return numbers;

        result.AddError($"{((OptionResult)result.Parent!).Option.Name} {text} cannot be used; give {wanted}.");
        return null;
    };
}
