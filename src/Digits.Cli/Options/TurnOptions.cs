using System.CommandLine;
using Digits.Training;

namespace Digits.Cli;

/// <summary>
/// The options that turn the images of a data set, for verbs that read one but train nothing on it: <c>train</c> has them as options of a run.
/// </summary>
internal sealed class TurnOptions
{
    private readonly Option<bool> _transpose = Of("transpose");
    private readonly Option<bool> _invert = Of("invert");

    internal TurnOptions(Command command)
    {
        command.Add(_transpose);
        command.Add(_invert);
    }

    /// <summary>The options themselves.</summary>
    internal Option[] All => [_transpose, _invert];

    /// <summary>What to load, and how its images are turned.</summary>
    internal RunConfiguration Source(ParseResult result, string data) => Turn(result, new RunConfiguration { Data = data });

    /// <summary>A configuration with the data turned.</summary>
    internal RunConfiguration Turn(ParseResult result, RunConfiguration configuration) =>
        configuration with { Transpose = result.GetValue(_transpose), Invert = result.GetValue(_invert) };

    /// <summary>The options as they were given, for a command line.</summary>
    internal static string Describe(RunConfiguration source) => (source.Transpose ? " --transpose" : "") + (source.Invert ? " --invert" : "");

    private static Option<bool> Of(string name) => new($"--{name}") { Description = RunOptions.Find(name)!.Help };
}
