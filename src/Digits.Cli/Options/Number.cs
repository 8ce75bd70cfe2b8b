using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Digits.Cli;

/// <summary>Reads numbers as programs write them: a decimal point, no marks between thousands.</summary>
internal static class Number
{
    internal static T? Parse<T>(ArgumentResult result)
        where T : struct, INumber<T>
    {
        string text = result.Tokens[0].Value;
        if (TryRead(text, out T number))
            return number;

        string wanted = default(T) switch
        {
            double => "a number",
            ulong => "a whole number of at least 0",
            _ => "a whole number",
        };
        result.AddError($"{((OptionResult)result.Parent!).Option.Name} {text} cannot be used; give {wanted}.");
        return null;
    }

    internal static bool TryRead<T>(string text, out T number)
        where T : struct, INumber<T> =>
        T.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number);
}
