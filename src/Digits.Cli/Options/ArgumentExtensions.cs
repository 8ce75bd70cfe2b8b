using System.CommandLine;

namespace Digits.Cli;

/// <summary>What System.CommandLine leaves to its users.</summary>
internal static class ArgumentExtensions
{
    /// <summary>Does not take a misspelled option for an argument.</summary>
    internal static Argument<T> WithoutOptions<T>(this Argument<T> argument)
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens.Select(token => token.Value).FirstOrDefault(value => value.Length > 1 && value[0] == '-') is { } option)
                result.AddError(UsageError.Unknown(option, argument.Parents.OfType<Command>().First()));
        });
        return argument;
    }
}
