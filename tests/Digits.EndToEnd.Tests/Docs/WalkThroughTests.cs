using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.Docs;

/// <summary>The README and the guides are gone through as a reader does: each command in turn, and then the program, in one folder for each page.</summary>
[Trait("Category", "Slow")]
public class WalkThroughTests
{
    /// <summary>What is only parsed (<see cref="CommandTests"/>), and why: how a line begins.</summary>
    private static readonly (string Line, string Why)[] _notRun =
    [
        ("dotnet test", "this is what runs now"),
        ("dotnet add package", "gets a package from a registry"),
        ("docker", "needs Docker"),
        ("kubectl", "needs a cluster"),
        ("digits tune", "trains dozens of networks"),
        ("digits train --recipe resnet", "trains for minutes"),
        ("digits train --recipe accurate", "trains for an hour"),
        ("digits serve", "ends only when it is told to; below it is run, and asked as the guide does"),
        ("curl", "asks that server"),
        ("mv", "gives that server another model, which ModelSlotTests and ServeTests do"),
    ];

    public static TheoryData<string> Pages { get; } = [.. MarkdownPage.Walked.Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_command_works_one_after_another_and_so_does_the_program(string page)
    {
        using Reader reader = new();
        foreach (CodeBlock block in MarkdownPage.Of(page).BlocksOf("sh"))
        {
            foreach (string line in ShellCommand.Lines(block).Where(line => !_notRun.Any(one => line.StartsWith(one.Line, StringComparison.Ordinal))))
            {
                CliResult result = reader.Run(line);
                result.ExitCode.ShouldBe(0, $"{block}: {line}\n{result.Error}");
            }
        }

        reader.Run(new PageProgram(MarkdownPage.Of(page))).ShouldSucceed();
    }

    [Fact]
    public void The_README_shows_what_the_reader_reads()
    {
        using Reader reader = new();

        reader.Run(new PageProgram(MarkdownPage.Of("README.md"))).ShouldSucceed().Output.ShouldBe("04\n1312\n31\n575\n");
    }

    [SkippableFact]
    public async Task A_server_answers_each_request_of_the_guide()
    {
        Skip.IfNot(File.Exists("/usr/bin/curl") && File.Exists("/usr/bin/python3"), "There is no curl or no Python.");
        using Reader reader = new();
        using ServerProcess server = new();
        string address = (await server.Address).TrimEnd('/');
        MarkdownPage guide = MarkdownPage.Of("docs/GUIDE-SERVING.md");

        foreach (string line in guide.BlocksOf("sh").SelectMany(ShellCommand.Lines).Where(line => line.StartsWith("curl", StringComparison.Ordinal)))
            reader.Run(line.Replace("http://localhost:8080", address, StringComparison.Ordinal)).ExitCode.ShouldBe(0, line);

        reader.Folder.Write("client.py", guide.BlocksOf("python").Single().Text.Replace("http://localhost:8080", address, StringComparison.Ordinal));
        CliResult client = reader.Run("/usr/bin/python3 client.py").ShouldSucceed();
        client.Output.ShouldStartWith("04\n1312\n31\n575\n");
    }
}
