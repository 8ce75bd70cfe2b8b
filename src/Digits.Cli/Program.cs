using System.CommandLine;
using System.Runtime.CompilerServices;
using Digits.Cli.Verbs;
using Digits.Engine;

// The tests of the documentation parse every command that it shows.
[assembly: InternalsVisibleTo("Digits.EndToEnd.Tests")]

namespace Digits.Cli;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        try
        {
            ParseResult result = Root().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            string? error = result.Action is Help ? null : result.Errors.Count > 0 ? UsageError.Describe(result) : UsageError.Empty(result);
            return error is not null
                ? Complain(error, ExitCode.BadInput)
                : result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (InvalidOptionException e)
        {
            return Complain(UsageError.Describe(e), ExitCode.BadInput);
        }
        catch (WorkFailedException e)
        {
            return Complain(e.Message, ExitCode.Failed);
        }
        catch (Exception e) when (e is DigitsException or IOException or UnauthorizedAccessException)
        {
            return Complain(e.Message, ExitCode.BadInput);
        }
        // Whatever else goes wrong is a fault of this program; a person still gets one line, never a stack trace.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Complain($"a fault in this program, please report it: {e.GetType().Name}: {e.Message}", ExitCode.Failed);
        }
    }

    /// <summary>The command line with all its verbs.</summary>
    internal static RootCommand Root()
    {
        RootCommand root = new("Learns, measures and reads handwritten digits.") { HelpName = "digits" };
        root.Add(new TrainVerb());
        root.Add(new TuneVerb());
        root.Add(new EvaluateVerb());
        root.Add(new EnsembleVerb());
        root.Add(new ExportVerb());
        root.Add(new ReadVerb());
        root.Add(new ServeVerb());
        root.Add(new SummaryVerb());
        root.Add(new BenchVerb());
        root.Add(new DataVerb());
        CommonOptions.AddTo(root);
        Help.Install(root, "digits train", "digits evaluate runs/train-1/model.onnx", "digits data info mnist");
        return root;
    }

    private static int Complain(string message, int exitCode)
    {
        Console.Error.WriteLine($"digits: {message.ReplaceLineEndings(" ")}");
        return exitCode;
    }
}
