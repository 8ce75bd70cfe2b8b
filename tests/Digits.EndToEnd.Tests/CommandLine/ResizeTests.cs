using System.Text.Json;
using Digits.Data;
using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.CommandLine;

/// <summary>Models that read images of another size than the data's: the small set, without its border of 4 pixels.</summary>
[Collection(SmallSetCollection.Name)]
public sealed class ResizeTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SmallSet _small;

    public ResizeTests(SmallSet small)
    {
        _small = small;
        Write("train", DataSource.Load(small.Data).Train!);
        Write("t10k", small.Test);

        void Write(string part, DigitSet set)
        {
            byte[] pixels = [.. Enumerable.Range(0, set.Count).SelectMany(i => Inner(set.Image(i)))];
            DigitSet inner = new("inner", 20, 20, pixels, set.Labels.ToArray());
            Idx.Write(inner, _folder[$"inner/{part}-images-idx3-ubyte"], _folder[$"inner/{part}-labels-idx1-ubyte"]);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void They_are_brought_to_its_size_in_the_way_in_which_training_images_are_read_best_and_that_is_said()
    {
        CliResult result = CliProcess.Run(_folder, "evaluate", _small.Model, "--data", "inner", "--out", "results", "--json").ShouldSucceed();
        result.Error.ShouldContain("reads images of 28x28, and those of inner are 20x20: they are padded");
        result.Error.ShouldContain("Give --resize pad or ");
        double padded = Accuracy(result.Json);
        padded.ShouldBe(Accuracy(Evaluate("--resize", "pad")));
        padded.ShouldBeGreaterThan(Accuracy(Evaluate("--resize", "scale")));
        File.ReadAllText(_folder["results/report.html"]).ShouldContain("--data inner --resize pad");
    }

    [Fact]
    public void What_is_said_is_done_without_a_word()
    {
        CliResult result = CliProcess.Run(_folder, "evaluate", _small.Model, "--data", "inner", "--resize", "pad").ShouldSucceed();
        result.Error.ShouldNotContain("20x20");
        CliProcess.Run(_folder, "evaluate", _small.Model, "--predict-only", "inner", "--resize", "pad", "--out", "read.csv").ShouldSucceed();
        string[] lines = File.ReadAllLines(_folder["read.csv"]);
        double accuracy = Enumerable.Range(0, _small.Test.Count).Count(i => lines[i + 1] == $"{i + 1},{_small.Test.Labels[i]}") / (double)_small.Test.Count;
        accuracy.ShouldBe(Accuracy(Evaluate("--resize", "pad")), tolerance: 1e-9);
    }

    [Fact]
    public void What_cannot_be_done_is_refused()
    {
        Refused("--resize", "stretch").ShouldContain("--resize stretch cannot be used; use one of pad, scale.");
        Refused("--resize", "pad", "--normalise").ShouldContain("--resize and --normalise exclude each other");
        Idx.Write(new DigitSet("wide", 28, 40, new byte[28 * 40], [1]), _folder["wide/t10k-images-idx3-ubyte"], _folder["wide/t10k-labels-idx1-ubyte"]);
        CliProcess.Run(_folder, "evaluate", _small.Model, "--data", "wide", "--resize", "pad").ShouldBeRefused().ShouldContain("too large for 28x28");
        CliProcess.Run(_folder, "evaluate", _small.Model, "--data", "wide").ShouldBeRefused().ShouldContain("--resize scale or --resize pad");

        string Refused(params string[] options) => CliProcess.Run(_folder, ["evaluate", _small.Model, "--data", "inner", .. options]).ShouldBeRefused();
    }

    private JsonElement Evaluate(params string[] options) =>
        CliProcess.Run(_folder, ["evaluate", _small.Model, "--data", "inner", "--json", "--quiet", .. options]).ShouldSucceed().Json;

    private static double Accuracy(JsonElement metrics) => metrics.GetProperty("accuracy").GetDouble();

    private static IEnumerable<byte> Inner(ReadOnlySpan<byte> image)
    {
        byte[] pixels = image.ToArray();
        return Enumerable.Range(4, 20).SelectMany(y => pixels[((y * 28) + 4)..((y * 28) + 24)]);
    }
}
