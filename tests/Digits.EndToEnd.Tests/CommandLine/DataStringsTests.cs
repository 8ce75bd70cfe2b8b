using System.Text.Json;
using Digits.EndToEnd.Tests.Support;
using Digits.Imaging;

namespace Digits.EndToEnd.Tests.CommandLine;

/// <summary><c>digits data strings</c>.</summary>
[Collection(SmallSetCollection.Name)]
public sealed class DataStringsTests(SmallSet small) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pictures_with_labels_are_the_same_for_the_same_seed_on_any_number_of_threads()
    {
        JsonElement first = Write("a", "--seed", "3", "--threads", "1");
        Write("b", "--seed", "3", "--threads", "4").GetProperty("images").GetInt32().ShouldBe(12);
        Write("c", "--seed", "4");
        string[] files = [.. Enumerable.Range(1, 12).Select(number => $"{number:0000}.png"), "contact-sheet.png", "labels.tsv"];
        Directory.GetFiles(_folder["a"]).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ShouldBe(files);
        foreach (string file in files)
            File.ReadAllBytes(_folder[$"b/{file}"]).ShouldBe(File.ReadAllBytes(_folder[$"a/{file}"]), file);
        File.ReadAllBytes(_folder["c/labels.tsv"]).ShouldNotBe(File.ReadAllBytes(_folder["a/labels.tsv"]));

        first.GetProperty("labels").GetString().ShouldBe(Path.Combine("a", "labels.tsv"));
        first.GetProperty("digits").GetInt32().ShouldBe(File.ReadLines(_folder["a/labels.tsv"]).Skip(1).Sum(line => line.Split('\t')[1].Length));
        Picture.Load(_folder["a/contact-sheet.png"]).Width.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void What_was_written_can_be_evaluated_on()
    {
        Write("a");
        CliProcess.Run(_folder, "evaluate", "--strings", "a", "--json", "--quiet").ShouldSucceed().Json.GetProperty("images").GetInt32().ShouldBe(12);
    }

    [Fact]
    public void What_is_missing_or_wrong_is_one_line()
    {
        CliProcess.Run(_folder, "data", "strings").ShouldBeRefused().ShouldContain("--out");
        CliProcess.Run(_folder, "data", "strings", "--out", "a", "--count", "0").ShouldBeRefused().ShouldContain("--count 0 cannot be used");
    }

    private JsonElement Write(string name, params string[] options) => CliProcess.Run(
        _folder, ["data", "strings", "--data", small.Data, "--out", name, "--count", "12", "--json", "--quiet", .. options]).ShouldSucceed().Json;
}
