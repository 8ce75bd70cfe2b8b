using System.CommandLine;
using System.CommandLine.Parsing;
using Digits.Engine;
using Digits.Training;

namespace Digits.Cli;

/// <summary>Says in one line what is wrong with a command line.</summary>
internal static class UsageError
{
    internal static string Describe(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        if (result.UnmatchedTokens is [{ } token, ..])
            return Unknown(token, command);

        ParseError error = result.Errors[0];
        OptionResult? option = error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult;
        if (option is { Tokens.Count: 0 })
            return $"{option.Option.Name} wants a value. {SeeHelp(command)}";
        if (error.SymbolResult is ArgumentResult { Tokens.Count: 0 } argument)
            return $"{argument.Argument.HelpName ?? argument.Argument.Name} is missing. {SeeHelp(command)}";
        return error.Message;
    }

    /// <summary>The line on an option that the library refuses, with every option that it names as the command line writes it.</summary>
    internal static string Describe(InvalidOptionException refused)
    {
        string problem = RunOptions.All.Select(option => option.Name).Append("resume")
            .Aggregate(refused.Problem, (text, name) => text.Replace($" '{name}'", $" --{name}", StringComparison.Ordinal));
        return $"--{refused.Option} {problem}";
    }

    /// <summary>
    /// The line on a value that is empty, as where a script's variable is not set; null where none is. <c>--augment ""</c> alone means something: no change.
    /// </summary>
    internal static string? Empty(ParseResult result)
    {
        foreach (SymbolResult symbol in result.CommandResult.Children.Where(child => child.Tokens.Any(token => token.Value.Length == 0)))
        {
            if (symbol is ArgumentResult { Argument: var argument })
                return $"{argument.HelpName ?? argument.Name} is empty. {SeeHelp(result.CommandResult.Command)}";
            if (symbol is OptionResult { Option: { Name: not "--augment" } option })
                return $"{option.Name} is empty; give a value, or leave it out.";
        }

        return null;
    }

    /// <summary>The line on an option or a verb that there is not.</summary>
    internal static string Unknown(string token, Command command)
    {
        if (token.StartsWith('-'))
            return Sentence($"there is no option '{token.Split('=')[0]}'", token.Split('=')[0], Options(command), command);
        if (command.Subcommands.Count > 0)
            return Sentence($"there is no verb '{token}'", token, command.Subcommands.Select(verb => verb.Name), command);
        return $"'{token}' is one argument too many. {SeeHelp(command)}";
    }

    private static string Sentence(string what, string token, IEnumerable<string> known, Command command)
    {
        return NearestName.Of(token, known) is { } nearest ? $"{what}; did you mean '{nearest}'?" : $"{what}. {SeeHelp(command)}";
    }

    private static IEnumerable<string> Options(Command command)
    {
        IEnumerable<Option> inherited = command.Parents.OfType<Command>().SelectMany(parent => parent.Parents.OfType<Command>().Append(parent))
            .SelectMany(parent => parent.Options)
            .Where(option => option.Recursive);
        return command.Options.Concat(inherited).Select(option => option.Name);
    }

    private static string SeeHelp(Command command)
    {
        string names = string.Join(' ', Path(command).Reverse());
        return $"See '{names} --help'.";
    }

    private static IEnumerable<string> Path(Command? command)
    {
        for (; command is not null; command = command.Parents.OfType<Command>().FirstOrDefault())
            yield return command is RootCommand ? "digits" : command.Name;
    }
}
