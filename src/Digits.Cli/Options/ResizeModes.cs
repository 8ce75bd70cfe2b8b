using System.CommandLine;
using Digits.Data;

namespace Digits.Cli;

/// <summary>The option <c>--resize</c> of verbs that have a model read a data set.</summary>
internal static class ResizeModes
{
    private static readonly string[] _names = [.. Enum.GetNames<ResizeMode>().Select(name => name.ToLowerInvariant())];

    internal static Option<string?> Option()
    {
        Option<string?> option = new("--resize")
        {
            Description = "How images become those of the size that the model reads: pad or scale; else what reads training images best",
            HelpName = "HOW",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ } token] && !_names.Contains(token.Value))
                result.AddError($"--resize {token.Value} cannot be used; {NearestName.Hint(token.Value, _names)}");
        });
        return option;
    }

    internal static ResizeMode? Parse(string? name) => name is null ? null : Enum.Parse<ResizeMode>(name, ignoreCase: true);
}
