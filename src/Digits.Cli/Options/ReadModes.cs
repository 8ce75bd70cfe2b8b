using System.CommandLine;
using Digits.Reading;

namespace Digits.Cli;

/// <summary>The option <c>--mode</c> of verbs that read pictures.</summary>
internal static class ReadModes
{
    private static readonly string[] _names = [.. Enum.GetNames<ReadMode>().Select(name => name.ToLowerInvariant())];

    internal static Option<string> Option()
    {
        Option<string> option = new("--mode")
        {
            Description = "What a picture shows: digit (one), line (one row), page (any rows), or auto to find out",
            HelpName = "MODE",
            DefaultValueFactory = _ => _names[0],
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ } token] && !_names.Contains(token.Value))
                result.AddError($"--mode {token.Value} cannot be used; {NearestName.Hint(token.Value, _names)}");
        });
        return option;
    }

    internal static ReadMode Parse(string name) => Enum.Parse<ReadMode>(name, ignoreCase: true);
}
