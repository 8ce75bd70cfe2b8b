using System.Globalization;
using System.Text.Json;
using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.CommandLine;

/// <summary><c>digits evaluate --strings</c>.</summary>
[Collection(SmallSetCollection.Name)]
public sealed class EvaluateStringsTests : IDisposable
{
    private const int Count = 12;
    private readonly TempFolder _folder = new();

    public EvaluateStringsTests(SmallSet small) => StringSet.WriteFolder(_folder, "numbers", small.Test, Count);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Json_has_every_measure()
    {
        JsonElement metrics = CliProcess.Run(_folder, "evaluate", "--strings", "numbers", "--json", "--quiet").ShouldSucceed().Json;
        metrics.EnumerateObject().Select(p => p.Name).ShouldBe(
        [
            "dataset", "images", "exact", "accuracy", "accuracy_standard_error", "character_error_rate", "digits", "digits_right", "digits_misread",
            "digits_missed", "digits_added", "found", "false", "confusion", "inserted", "deleted", "ece", "reliability", "answered",
            "accuracy_of_surest_two_thirds", "answered_at_95", "answered_at_99", "threads", "seconds", "images_per_second",
        ]);
        metrics.GetProperty("images").GetInt32().ShouldBe(Count);
        metrics.GetProperty("digits").GetInt32().ShouldBe(24);
        metrics.GetProperty("confusion").GetArrayLength().ShouldBe(10);
        metrics.GetProperty("exact").GetInt32().ShouldBeGreaterThan(0); // A third are single digits, which the bundled model reads.
    }

    [Fact]
    public void Text_tells_the_same()
    {
        string text = CliProcess.Run(_folder, "evaluate", "--strings", "numbers", "--threads", "1").ShouldSucceed().Output;
        text.ShouldStartWith("default on numbers, 12 pictures with 24 digits\n");
        foreach (string word in new[] { "Exactly right", "Character error rate", "False digits", "Surest two thirds", "on 1 thread\n", "missed", "added" })
            text.ShouldContain(word);
    }

    [Fact]
    public void Out_holds_a_report_metrics_and_what_was_read()
    {
        JsonElement metrics = CliProcess.Run(_folder, "evaluate", "--strings", "numbers", "--out", "results", "--json").ShouldSucceed().Json;
        bool isPerfect = metrics.GetProperty("exact").GetInt32() == Count;
        _folder.Files().Where(file => file.StartsWith("results/", StringComparison.Ordinal)).ShouldBe(
        [
            "results/metrics.json", "results/plots/answered.svg", "results/plots/confusion.svg",
            .. isPerfect ? Array.Empty<string>() : ["results/plots/failures.svg"],
            "results/plots/reliability.svg", "results/predictions.csv", "results/report.html",
        ]);
        JsonDocument.Parse(File.ReadAllText(_folder["results/metrics.json"])).RootElement.ToString().ShouldBe(metrics.ToString());
        File.ReadAllText(_folder["results/report.html"]).ShouldContain("digits evaluate --strings numbers");
        string[][] rows = [.. File.ReadAllLines(_folder["results/predictions.csv"]).Skip(1).Select(line => line.Split(','))];
        rows.Length.ShouldBe(Count);
        rows.Count(row => row[1] == row[2]).ShouldBe(metrics.GetProperty("exact").GetInt32());
        rows.Sum(row => int.Parse(row[4], CultureInfo.InvariantCulture)).ShouldBe(
            (int)Math.Round(metrics.GetProperty("character_error_rate").GetDouble() * 24));
    }

    [Fact]
    public void What_does_not_go_with_it_is_refused()
    {
        CliProcess.Run(_folder, "evaluate", "--strings", "none").ShouldBeRefused().ShouldContain("none: no such folder");
        CliProcess.Run(_folder, "evaluate", "--strings", "numbers", "--normalise").ShouldBeRefused().ShouldContain("--normalise");
        CliProcess.Run(_folder, "evaluate", "--strings", "numbers", "--data", "mnist").ShouldBeRefused().ShouldContain("--data");
        CliProcess.Run(_folder, "evaluate", "a.onnx", "b.onnx", "--strings", "numbers").ShouldBeRefused().ShouldContain("one model");
        _folder.Write("numbers/labels.tsv", "file\ttext\n0.png\t1O2\n");
        CliProcess.Run(_folder, "evaluate", "--strings", "numbers").ShouldBeRefused().ShouldContain("line 2");
    }
}
