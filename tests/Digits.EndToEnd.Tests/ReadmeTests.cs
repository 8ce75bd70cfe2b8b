using System.Text.RegularExpressions;
using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests;

/// <summary>What the README says can be typed, can be typed.</summary>
[Trait("Category", "Slow")]
public class ReadmeTests
{
    private const string DotnetRun = "dotnet run -c Release --project src/Digits.Cli -- ";

    [Fact]
    public void Every_command_works_one_after_another()
    {
        using TempFolder folder = new();
        string[] commands = [.. Blocks("sh").SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries))];

        commands.ShouldContain(DotnetRun + "train");
        foreach (string command in commands.Where(command => !command.StartsWith("dotnet test", StringComparison.Ordinal)))
        {
            string arguments = command.StartsWith(DotnetRun, StringComparison.Ordinal) ? command[DotnetRun.Length..] : command["digits ".Length..];
            if (arguments == "serve")
                Answer(folder);
            else
                CliProcess.Run(folder, arguments.Split(' ')).ShouldSucceed();
        }
    }

    [Fact]
    public void The_gate_runs_the_test_command_that_the_README_gives()
    {
        string command = Blocks("sh").Single(block => block.StartsWith("dotnet test", StringComparison.Ordinal)).Trim();

        command.ShouldBe("dotnet test -c Release --filter Category!=Slow");
        File.ReadAllText(Repository.File(".ci/run")).ShouldContain("grep -m1 '^dotnet test' README.md");
    }

    [Fact]
    public void The_C_sharp_that_it_shows_is_part_of_a_sample()
    {
        string samples = string.Concat(Directory.EnumerateFiles(Repository.File("samples"), "*.cs").Select(File.ReadAllText));

        foreach (string block in Blocks("csharp"))
            samples.ShouldContain(block.Trim());
    }

    [Fact]
    public void Every_file_that_it_links_to_exists()
    {
        foreach (Match link in Regex.Matches(Readme(), @"\]\((?<path>[^)]+)\)", RegexOptions.ExplicitCapture))
            Path.Exists(Repository.File(link.Groups["path"].Value)).ShouldBeTrue(link.Value);
    }

    /// <summary>The one command that ends only when it is told to: it listens where the README says and ends in order.</summary>
    private static void Answer(TempFolder folder)
    {
        TaskCompletionSource<string> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CliProcess server = CliProcess.Start(folder, "serve");
        server.ErrorLine = line =>
        {
            if (line.Contains("http://", StringComparison.Ordinal))
                listening.TrySetResult(line);
        };

        listening.Task.Wait(TimeSpan.FromMinutes(1)).ShouldBeTrue("the server does not say where it listens");
        server.Signal("TERM");

        server.WaitForExit().ShouldSucceed();
        listening.Task.Result.ShouldContain("http://localhost:8080");
    }

    private static string Readme() => File.ReadAllText(Repository.File("README.md"));

    private static IEnumerable<string> Blocks(string language) =>
        Regex.Matches(Readme(), $"```{language}\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture).Select(match => match.Groups["text"].Value);
}
