using System.Text.Json;
using Digits.Data;
using Digits.EndToEnd.Tests.Support;
using Digits.Imaging;

namespace Digits.EndToEnd.Tests.CommandLine;

/// <summary><c>--normalise</c>, with digits in pictures of 40x30: the small set's, moved off the middle.</summary>
[Collection(SmallSetCollection.Name)]
public sealed class NormaliseTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SmallSet _small;

    public NormaliseTests(SmallSet small)
    {
        _small = small;
        byte[] pixels = new byte[small.Test.Count * 30 * 40];
        for (int i = 0; i < small.Test.Count; i++)
        {
            for (int y = 0; y < 28; y++)
                small.Test.Image(i).Slice(y * 28, 28).CopyTo(pixels.AsSpan((i * 30 + y + 2) * 40 + 9));
        }

        Idx.Write(new DigitSet("wide", 30, 40, pixels, small.Test.Labels.ToArray()), _folder["wide/t10k-images-idx3-ubyte"],
            _folder["wide/t10k-labels-idx1-ubyte"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Digits_in_other_pictures_are_read_as_well_as_in_their_own()
    {
        string refusal = CliProcess.Run(_folder, "evaluate", _small.Model, "--data", "wide").ShouldBeRefused();
        refusal.ShouldContain("30x40");
        refusal.ShouldContain("--normalise");

        JsonElement wide = Evaluate("wide", "--out", "results");
        JsonElement own = Evaluate(_small.Data);
        wide.GetProperty("images").GetInt32().ShouldBe(100);
        wide.GetProperty("accuracy").GetDouble().ShouldBe(own.GetProperty("accuracy").GetDouble());
        wide.GetProperty("loss").GetDouble().ShouldBe(own.GetProperty("loss").GetDouble());
        wide.GetProperty("accuracy").GetDouble().ShouldBeGreaterThan(0.5);
        File.ReadAllText(_folder["results/report.html"]).ShouldContain("--data wide --normalise");
    }

    [Fact]
    public void Digits_are_framed_before_they_are_corrupted()
    {
        JsonElement wide = Evaluate("wide", "--corruptions").GetProperty("robustness");
        wide.ToString().ShouldBe(Evaluate(_small.Data, "--corruptions").GetProperty("robustness").ToString());
        wide.GetProperty("corruptions").GetArrayLength().ShouldBeGreaterThanOrEqualTo(15);
    }

    [Fact]
    public void Predictions_alone_are_made_of_framed_digits_too()
    {
        CliProcess.Run(_folder, "evaluate", _small.Model, "--predict-only", "wide", "--normalise", "--out", "read.csv").ShouldSucceed();
        string[] lines = File.ReadAllLines(_folder["read.csv"]);
        double accuracy = Enumerable.Range(0, 100).Count(i => lines[i + 1] == $"{i + 1},{_small.Test.Labels[i]}") / 100.0;
        accuracy.ShouldBe(Evaluate("wide").GetProperty("accuracy").GetDouble(), tolerance: 1e-9);
    }

    [Fact]
    public void Data_info_draws_framed_digits_and_counts_the_stored_ones()
    {
        CliResult result = CliProcess.Run(_folder, "data", "info", "wide", "--normalise", "--out", "framed.png", "--json").ShouldSucceed();
        result.Json.GetProperty("test").GetProperty("columns").GetInt32().ShouldBe(40);
        GrayImage expected = ContactSheet.Draw(_small.Test.Normalize());
        Picture.Load(_folder["framed.png"]).Pixels.SequenceEqual(expected.Pixels).ShouldBeTrue();
    }

    private JsonElement Evaluate(string data, params string[] more) =>
        CliProcess.Run(_folder, ["evaluate", _small.Model, "--data", data, "--normalise", "--json", "--quiet", .. more]).ShouldSucceed().Json;
}
