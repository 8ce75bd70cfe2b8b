using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.Docs;

/// <summary>The reference of the public types is what the sources say today.</summary>
[Trait("Category", "Slow")]
public class ApiReferenceTests
{
    [Fact]
    public void The_reference_is_current()
    {
        using TempFolder folder = new();
        string[] program = [CliProcess.Dotnet, "run", "-c", "Release", "--file", Repository.File("tools/api-reference.cs"), "--", "--check"];

        CliResult check = CliProcess.Start(folder, program, [], apart: false).WaitForExit();

        check.ExitCode.ShouldBe(0, check.Output + check.Error);
    }

    [Fact]
    public void The_reference_stays_under_a_megabyte() =>
        Directory.EnumerateFiles(Repository.File("docs/api")).Sum(file => new FileInfo(file).Length).ShouldBeLessThan(1_000_000);
}
