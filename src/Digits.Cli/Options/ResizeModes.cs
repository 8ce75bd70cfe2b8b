using System.CommandLine;
using Digits.Data;

namespace Digits.Cli;

/// <summary>The option <c>--resize</c> of verbs that have a model read a data set.</summary>
internal static class ResizeModes
{
    private static readonly string[] _names = [.. Enum.GetValues<ResizeMode>().Select(Word)];

    internal static Option<string?> Option()
    {
        Option<string?> option = new("--resize")
        {
            Description = "Bring images to the model's size: pad puts blank pixels around them, scale scales them "
                + "[default: what the model reads training images best with, --normalise included]",
            HelpName = "HOW",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ } token] && !_names.Contains(token.Value))
                result.AddError($"--resize {token.Value} cannot be used; {NearestName.Hint(token.Value, _names)}");
        });
        return option;
    }

    /// <summary>The word for a mode.</summary>
    internal static string Word(ResizeMode mode) => mode.ToString().ToLowerInvariant();

    internal static ResizeMode? Parse(string? name) => name is null ? null : Enum.Parse<ResizeMode>(name, ignoreCase: true);
}
