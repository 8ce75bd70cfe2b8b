using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Digits.Cli.Verbs;

namespace Digits.Cli;

/// <summary>Help that ends with examples.</summary>
internal sealed class Help : SynchronousCommandLineAction
{
    private const int WidestLine = 100;
    private readonly HelpAction _help;
    private readonly string[] _rootExamples;

    private Help(HelpAction help, string[] rootExamples)
    {
        _help = help;
        _rootExamples = rootExamples;
    }

    /// <summary>Takes the place of a command line's help, and gives the line without a verb its examples.</summary>
    internal static void Install(RootCommand root, params string[] examples)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        option.Description = "Show this help";
        option.Action = new Help((HelpAction)option.Action!, examples);
        root.SetAction(Show);
    }

    /// <summary>Shows the help of the verb that was given.</summary>
    internal static int Show(ParseResult result)
    {
        HelpOption option = result.RootCommandResult.Command.Options.OfType<HelpOption>().Single();
        return ((Help)option.Action!).Invoke(result);
    }

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        _help.MaxWidth = Console.IsOutputRedirected ? WidestLine : Math.Clamp(Console.WindowWidth, 40, WidestLine);
        _help.Invoke(parseResult);
        IEnumerable<string> examples = parseResult.CommandResult.Command is Verb verb ? verb.Examples : _rootExamples;
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (string example in examples)
            output.WriteLine($"  {example}");
        return ExitCode.Done;
    }
}
