using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.Docs;

/// <summary>What others look for in the README stands there.</summary>
public class ReadmeTests
{
    private static readonly MarkdownPage _readme = MarkdownPage.Of("README.md");

    [Fact]
    public void The_gate_runs_the_test_command_that_the_README_gives()
    {
        string command = _readme.BlocksOf("sh").Single(block => block.Text.StartsWith("dotnet test", StringComparison.Ordinal)).Text.Trim();

        command.ShouldBe("dotnet test -c Release --filter Category!=Slow");
        File.ReadAllText(Repository.File(".ci/run")).ShouldContain("grep -m1 '^dotnet test' README.md");
    }

    [Fact]
    public void Training_is_one_command() =>
        _readme.BlocksOf("sh").Select(block => block.Text.Trim()).ShouldContain("dotnet run -c Release --project src/Digits.Cli -- train");
}
