using System.Text.Json;

namespace Digits.EndToEnd.Tests.Support;

/// <summary>What a run of the command line ended with.</summary>
public sealed record CliResult(string CommandLine, int ExitCode, string Output, string Error)
{
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Standard output as one JSON document.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public CliResult ShouldSucceed() => ShouldExitWith(0);

    public CliResult ShouldExitWith(int exitCode)
    {
        ExitCode.ShouldBe(exitCode, $"{CommandLine}\n{Output}{Error}");
        Error.ShouldNotContain("   at ", customMessage: "a stack trace never reaches a user");
        return this;
    }

    /// <summary>Exit code 2, one line on standard error, nothing on standard output.</summary>
    public string ShouldBeRefused() => ShouldEndWithOneLine(2);

    /// <summary>Exit code 1, one line on standard error, nothing on standard output: what was asked for was right, and the work failed.</summary>
    public string ShouldFail() => ShouldEndWithOneLine(1);

    private string ShouldEndWithOneLine(int exitCode)
    {
        ShouldExitWith(exitCode);
        Output.ShouldBeEmpty();
        ErrorLines.Length.ShouldBe(1, Error);
        Error.ShouldStartWith("digits: ");
        return Error;
    }
}
