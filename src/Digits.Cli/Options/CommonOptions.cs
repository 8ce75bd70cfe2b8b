using System.CommandLine;

namespace Digits.Cli;

/// <summary>The options of every verb.</summary>
internal static class CommonOptions
{
    private static readonly Option<bool> _json = new("--json") { Description = "Print one JSON document on standard output, nothing else", Recursive = true };

    private static readonly Option<bool> _quiet = new("--quiet") { Description = "Show no progress", Recursive = true };

    private static readonly Option<int[]?> _threads = new("--threads")
    {
        Description = "Threads to use; 0 for all processors",
        HelpName = "N",
        Recursive = true,
        DefaultValueFactory = _ => [0],
        CustomParser = NumberList.Parser(least: 0, most: 1024, "1 to 1024, or 0 for all processors"),
    };

    internal static void AddTo(RootCommand root)
    {
        root.Add(_json);
        root.Add(_quiet);
        root.Add(_threads);
    }

    internal static Output Read(ParseResult result) => new(result.GetValue(_json), result.GetValue(_quiet), result.GetRequiredValue(_threads)!);
}
