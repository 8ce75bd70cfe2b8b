using System.Text.Json;
using System.Xml.Linq;
using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.CommandLine;

[Collection(SmallSetCollection.Name)]
public sealed class AuditTests(SmallSet small) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_lists_and_draws_the_labels_that_are_contradicted()
    {
        CliResult result = Audit("--limit", "200", "--folds", "2", "--epochs", "2", "--out", "audit", "--json");
        result.ErrorLines.Where(line => line.StartsWith("fold", StringComparison.Ordinal)).ShouldBe(["fold 1/2", "fold 2/2"]);
        result.ErrorLines.ShouldContain(line => line.StartsWith("epoch 2/2: training loss ", StringComparison.Ordinal));
        result.Json.GetProperty("images").GetInt32().ShouldBe(200);
        JsonElement[] suspects = [.. result.Json.GetProperty("suspects").EnumerateArray()];
        suspects.ShouldNotBeEmpty(); // After so little training.
        (1 - suspects.Length / 200.0).ShouldBe(result.Json.GetProperty("agreement").GetDouble(), tolerance: 1e-9);
        suspects.Select(suspect => suspect.GetProperty("margin").GetDouble()).ShouldBeInOrder(SortDirection.Descending);

        string[] lines = File.ReadAllLines(_folder["audit/suspects.csv"]);
        lines[0].ShouldBe("index,label,predicted,label_probability,predicted_probability,margin");
        lines[1..].Select(line => line.Split(',')[0]).ShouldBe(suspects.Select(suspect => suspect.GetProperty("index").GetInt32().ToString()));
        XDocument.Load(_folder["audit/suspects.svg"]).Descendants("{http://www.w3.org/2000/svg}image").Count().ShouldBe(Math.Min(60, suspects.Length));
        _folder.Entries().ShouldBe(["audit", "audit/suspects.csv", "audit/suspects.svg"]);
    }

    [Fact]
    public void It_says_what_it_found_in_words()
    {
        CliResult result = Audit("--limit", "100", "--folds", "2", "--epochs", "1", "--quiet");
        result.Error.ShouldBeEmpty();
        result.Output.ShouldContain("of 100 labels of small are contradicted");
        _folder.Entries().ShouldBe(["small-audit", "small-audit/suspects.csv", "small-audit/suspects.svg"]);
    }

    [SkippableTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void Interrupted_it_writes_nothing(string signal, int exitCode)
    {
        Skip.If(OperatingSystem.IsWindows(), "There are no signals.");
        string[] command = ["data", "audit", "--data", small.Data, "--epochs", "1000", "--folds", "2"];
        using CliProcess process = CliProcess.Start(_folder, CliProcess.Program, command, onErrorLine: (audit, line) =>
        {
            if (line.StartsWith("epoch 2/", StringComparison.Ordinal))
                audit.Signal(signal);
        });
        CliResult result = process.WaitForExit().ShouldExitWith(exitCode);
        result.Output.ShouldBeEmpty();
        result.ErrorLines[^1].ShouldBe("digits: interrupted; nothing was written.");
        _folder.Entries().ShouldBeEmpty();
    }

    private CliResult Audit(params string[] options) => CliProcess.Run(_folder, ["data", "audit", "--data", small.Data, .. options]).ShouldSucceed();
}
