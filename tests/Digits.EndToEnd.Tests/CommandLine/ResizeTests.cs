using System.Text.Json;
using Digits.Data;
using Digits.EndToEnd.Tests.Support;
using Digits.Engine;
using Digits.Training;

namespace Digits.EndToEnd.Tests.CommandLine;

/// <summary>Models that read images of another size than the data's: the small set, without its border of 4 pixels.</summary>
[Collection(SmallSetCollection.Name)]
public sealed class ResizeTests : IDisposable
{
    private static readonly Lazy<OnnxModel> _wide = new(Wide);
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
        result.Error.ShouldContain("reads 28x28, but inner's images are 20x20; of 300 training images it reads ");
        result.Error.ShouldContain("so they are padded. --resize pad, --resize scale or --normalise chooses.");
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
        // That is said before anything is loaded.
        CliProcess.Run(_folder, "evaluate", "none.onnx", "--resize", "pad", "--normalise").ShouldBeRefused()
            .ShouldContain("--resize and --normalise exclude each other");
        Idx.Write(new DigitSet("wide", 28, 40, new byte[28 * 40], [1]), _folder["wide/t10k-images-idx3-ubyte"], _folder["wide/t10k-labels-idx1-ubyte"]);
        CliProcess.Run(_folder, "evaluate", _small.Model, "--data", "wide", "--resize", "pad").ShouldBeRefused()
            .ShouldEndWith("which reads 28x28; give --resize scale or --normalise.\n");
        CliProcess.Run(_folder, "evaluate", _small.Model, "--data", "wide").ShouldBeRefused()
            .ShouldEndWith("no labeled images of that size to try it on but those to be read; give --resize scale or --normalise.\n");

        string Refused(params string[] options) => CliProcess.Run(_folder, ["evaluate", _small.Model, "--data", "inner", .. options]).ShouldBeRefused();
    }

    [Fact]
    public void An_undivided_set_is_tried_by_drawn_digits_and_so_are_pixels_that_the_model_does_not_tell()
    {
        _wide.Value.Save(_folder["wide.onnx"]);
        KaggleCsv.Write(_small.Test, _folder["set.csv"]);
        const string Drawn = "reads 32x32, but set.csv's images are 28x28; of 300 digits that a program draws it reads ";
        CliResult result = CliProcess.Run(_folder, "evaluate", "wide.onnx", "--data", "set.csv", "--json").ShouldSucceed();
        result.Error.ShouldContain(Drawn);
        result.Error.ShouldContain("2,000 digits that a program draws with pixels of 0-1, ");
        result.Error.ShouldContain("Give --input-range 0-255.");

        string[] predict = ["evaluate", "wide.onnx", "--predict-only", "set.csv", "--out", "read.csv"];
        string[] said = CliProcess.Run(_folder, predict).ShouldSucceed().ErrorLines;
        said.ShouldContain(line => line.Contains(Drawn, StringComparison.Ordinal));
        said.ShouldContain(line => line.EndsWith("Give --input-range 0-255.", StringComparison.Ordinal));
        CliProcess.Run(_folder, [.. predict, "--input-range", "0-255"]).ShouldSucceed().Error.ShouldNotContain("Give --input-range");
    }

    [Fact]
    public void Each_of_several_models_gets_the_images_at_its_own_size()
    {
        _wide.Value.Save(_folder["wide.onnx"]);
        string[] options = ["--data", _small.Data, "--json"];
        CliResult result = CliProcess.Run(_folder, ["evaluate", _small.Model, "wide.onnx", .. options, "--out", "results"]).ShouldSucceed();
        result.Error.ShouldContain("wide.onnx: reads 32x32, but small's images are 28x28; of 300 training images it reads ");
        result.Error.ShouldNotContain($"{_small.Model}: reads");
        double[] alone = [.. new[] { _small.Model, "wide.onnx" }.Select(
            model => Accuracy(CliProcess.Run(_folder, ["evaluate", model, .. options]).ShouldSucceed().Json))];
        result.Json.GetProperty("models").EnumerateArray().Select(model => Accuracy(model.GetProperty("metrics"))).ShouldBe(alone);
        File.ReadAllText(_folder["results/wide/report.html"]).ShouldContain("--resize pad");
        File.ReadAllText(_folder["results/run/report.html"]).ShouldNotContain("--resize");
    }

    [Fact]
    public void Drawn_digits_that_are_larger_than_the_model_do_not_stop_padding()
    {
        new OnnxModel(Network.Sequential(new Shape(1, 20, 20), new Flatten(), new Dense(10))).With(new Dictionary<string, string>()).Save(_folder["20.onnx"]);
        KaggleCsv.Write(new DigitSet("tiny", 8, 8, new byte[64 * 60], new byte[60]), _folder["tiny.csv"]);
        CliProcess.Run(_folder, "evaluate", "20.onnx", "--data", "tiny.csv", "--resize", "pad").ShouldSucceed();
    }

    private JsonElement Evaluate(params string[] options) =>
        CliProcess.Run(_folder, ["evaluate", _small.Model, "--data", "inner", "--json", "--quiet", .. options]).ShouldSucceed().Json;

    private static double Accuracy(JsonElement metrics) => metrics.GetProperty("accuracy").GetDouble();

    /// <summary>A model that reads drawn digits of 32x32, of pixels of 0 to 255, and does not say so.</summary>
    private static OnnxModel Wide()
    {
        Network network = Network.Sequential(new Shape(1, 32, 32), new Flatten(), new Dense(10));
        network.Initialize(seed: 1);
        DigitSet digits = Strokes.Generate(train: 2000, test: 1).Train!.Resize(32, 32, ResizeMode.Pad);
        new Trainer(network, new Adam(0.003f), digits, null, new TrainerOptions { Epochs = 10, BatchSize = 32 }).Fit();
        Parameter weights = network.Parameters.First();
        weights.Assign([.. weights.ToArray().Select(weight => weight / 255)]);
        return new OnnxModel(network).With(new Dictionary<string, string>(StringComparer.Ordinal));
    }

    private static IEnumerable<byte> Inner(ReadOnlySpan<byte> image)
    {
        byte[] pixels = image.ToArray();
        return Enumerable.Range(4, 20).SelectMany(y => pixels[((y * 28) + 4)..((y * 28) + 24)]);
    }
}
