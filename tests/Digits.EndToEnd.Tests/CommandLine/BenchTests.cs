using System.Text.Json;
using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.CommandLine;

[Collection(SmallSetCollection.Name)]
public sealed class BenchTests(SmallSet small) : IDisposable
{
    private static readonly string[] _keys =
        ["model", "batch_size", "threads", "variant", "peak_gflops", "training", "inference", "latency_us", "peak_memory_mb", "allocated_bytes_per_step"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("classic")]
    [InlineData("fast")]
    public void An_architecture_is_measured(string name)
    {
        JsonElement json = Bench(name, "--batch-size", "40", "--threads", "2", "--json").Json;
        Names(json).ShouldBe(_keys);
        json.GetProperty("model").GetString().ShouldBe(name);
        json.GetProperty("batch_size").GetInt32().ShouldBe(40);
        json.GetProperty("threads").GetInt32().ShouldBe(2);
        json.GetProperty("variant").GetString().ShouldBeOneOf("avx512", "avx2", "128", "scalar");
        double peak = Positive(json, "peak_gflops");
        foreach (string work in new[] { "training", "inference" })
        {
            JsonElement speed = json.GetProperty(work);
            Names(speed).ShouldBe(["images_per_second", "gflops", "share_of_peak"]);
            Positive(speed, "images_per_second");
            Positive(speed, "share_of_peak").ShouldBe(Positive(speed, "gflops") / peak, tolerance: 1e-6);
        }

        JsonElement latency = json.GetProperty("latency_us");
        Names(latency).ShouldBe(["p50", "p99"]);
        Positive(latency, "p99").ShouldBeGreaterThanOrEqualTo(Positive(latency, "p50"));
        Positive(json, "peak_memory_mb");
        json.GetProperty("allocated_bytes_per_step").GetInt64().ShouldBe(0);
    }

    [Fact]
    public void A_model_file_is_measured()
    {
        JsonElement json = Bench(small.Model, "--json").Json;
        json.GetProperty("model").GetString().ShouldBe(small.Model);
        json.GetProperty("batch_size").GetInt32().ShouldBe(128);
        Positive(json.GetProperty("training"), "images_per_second");
    }

    [Fact]
    public void Several_sizes_make_a_table_or_a_list()
    {
        string[] arguments = ["--batch-size", "1,33", "--threads", "1,2"];
        CliResult words = Bench([.. arguments]);
        words.Output.ShouldContain("images/s");
        words.Output.Split('\n').Count(line => line.StartsWith("1  ", StringComparison.Ordinal) || line.StartsWith("33  ", StringComparison.Ordinal))
            .ShouldBe(4);

        JsonElement runs = Bench([.. arguments, "--json"]).Json.GetProperty("runs");
        runs.EnumerateArray().Select(run => (run.GetProperty("batch_size").GetInt32(), run.GetProperty("threads").GetInt32()))
            .ShouldBe([(1, 1), (1, 2), (33, 1), (33, 2)]);
        runs.EnumerateArray().ShouldAllBe(run => Names(run).SequenceEqual(_keys));
    }

    [Theory]
    [InlineData("bench fats", "did you mean 'fast'?")]
    [InlineData("bench nothing.onnx", "no such file")]
    [InlineData("bench --batch-size 0", "--batch-size 0")]
    [InlineData("bench --batch-size 1,,2", "--batch-size 1,,2")]
    [InlineData("bench --threads 1,-2", "--threads 1,-2")]
    [InlineData("bench --seconds 0", "--seconds 0")]
    [InlineData("evaluate MODEL --threads 1,2", "--threads 1,2")]
    public void What_cannot_be_measured_is_refused(string line, string why)
    {
        CliProcess.Run(_folder, [.. line.Split(' ').Select(word => word == "MODEL" ? small.Model : word)]).ShouldBeRefused().ShouldContain(why);
    }

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(property => property.Name);

    private static double Positive(JsonElement json, string name)
    {
        double value = json.GetProperty(name).GetDouble();
        value.ShouldBePositive(name);
        return value;
    }

    private CliResult Bench(params string[] arguments) => CliProcess.Run(_folder, ["bench", .. arguments, "--seconds", "0.2"]).ShouldSucceed();
}
