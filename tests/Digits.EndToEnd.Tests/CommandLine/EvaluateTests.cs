using System.Text.Json;
using Digits.Data;
using Digits.EndToEnd.Tests.Support;
using Digits.Imaging;

namespace Digits.EndToEnd.Tests.CommandLine;

[Collection(SmallSetCollection.Name)]
public sealed class EvaluateTests(SmallSet small) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_prints_figures_report_and_confusion()
    {
        CliResult result = CliProcess.Run(_folder, "evaluate", small.Model, "--data", small.Data).ShouldSucceed();
        result.Error.ShouldBeEmpty();
        foreach (string part in new[] { "Accuracy", " % ± ", "Loss", "R²", "Calibration error", "precision", "weighted avg", "Confusion" })
            result.Output.ShouldContain(part);
        result.Output.Split('\n').ShouldAllBe(line => line.Length <= 80);
    }

    [Fact]
    public void Json_of_one_model_is_the_metrics_that_out_writes()
    {
        CliResult result = CliProcess.Run(_folder, "evaluate", small.Model, "--data", small.Data, "--json", "--quiet", "--out", "results").ShouldSucceed();
        result.Json.GetProperty("images").GetInt32().ShouldBe(100);
        result.Json.GetProperty("confusion").GetArrayLength().ShouldBe(10);
        File.ReadAllText(_folder["results/metrics.json"]).Trim().ShouldBe(result.Output.Trim());
    }

    [Fact]
    public void Without_a_model_the_one_that_comes_along_is_measured()
    {
        CliResult result = CliProcess.Run(_folder, "evaluate", "--data", small.Data, "--json").ShouldSucceed();
        result.Json.GetProperty("accuracy").GetDouble().ShouldBeGreaterThan(0.95);
        CliProcess.Run(_folder, "evaluate", "default", "--data", small.Data).ShouldSucceed().Output.ShouldContain("default");
    }

    [Fact]
    public void Shifts_average_over_moved_images()
    {
        double plain = CliProcess.Run(_folder, "evaluate", small.Model, "--data", small.Data, "--json").ShouldSucceed().Json.GetProperty("loss").GetDouble();
        double shifted = CliProcess.Run(_folder, "evaluate", small.Model, "--data", small.Data, "--shifts", "1", "--json")
            .ShouldSucceed().Json.GetProperty("loss").GetDouble();
        shifted.ShouldNotBe(plain);
        CliProcess.Run(_folder, "evaluate", small.Model, "--data", small.Data, "--shifts", "6").ShouldBeRefused()
            .ShouldContain("--shifts 6 cannot be used; give 0 to 5.");
    }

    [Fact]
    public void Several_models_come_in_one_document_and_in_sub_folders()
    {
        File.Copy(small.Model, _folder["other.onnx"]);
        CliResult result = CliProcess.Run(_folder, "evaluate", small.Model, "other.onnx", "--data", small.Data, "--json", "--out", "results").ShouldSucceed();
        JsonElement[] models = [.. result.Json.GetProperty("models").EnumerateArray()];
        models.Select(model => model.GetProperty("model").GetString()).ShouldBe([small.Model, "other.onnx"]);
        models.ShouldAllBe(model => model.GetProperty("metrics").GetProperty("images").GetInt32() == 100);
        JsonElement comparison = result.Json.GetProperty("comparisons").EnumerateArray().ShouldHaveSingleItem();
        (comparison.GetProperty("first").GetString(), comparison.GetProperty("second").GetString()).ShouldBe((small.Model, "other.onnx"));
        (comparison.GetProperty("only_first").GetInt32(), comparison.GetProperty("p_value").GetDouble()).ShouldBe((0, 1.0));
        _folder.Entries().Where(path => !path.Contains("plots/", StringComparison.Ordinal)).ShouldBe(
        [
            "other.onnx", "results", "results/other", "results/other/metrics.json", "results/other/plots", "results/other/predictions.csv",
            "results/other/report.html",
            "results/report.html", "results/run", "results/run/metrics.json", "results/run/plots", "results/run/predictions.csv", "results/run/report.html",
        ]);
    }

    [Fact]
    public void The_training_part_can_be_measured_too() =>
        CliProcess.Run(_folder, "evaluate", small.Model, "--data", small.Data, "--split", "train", "--json").ShouldSucceed()
            .Json.GetProperty("images").GetInt32().ShouldBe(600);

    [Fact]
    public void Corruptions_are_measured_and_drawn_where_they_are_asked_for()
    {
        string[] line = ["evaluate", small.Model, "--data", small.Data, "--corruptions"];
        CliResult result = CliProcess.Run(_folder, [.. line, "--json", "--quiet", "--out", "results"]).ShouldSucceed();
        JsonElement robustness = result.Json.GetProperty("robustness");
        robustness.GetProperty("corruptions").EnumerateArray().Select(score => score.GetProperty("corruption").GetString()).Distinct().Count().ShouldBe(15);
        robustness.GetProperty("clean_error").GetDouble().ShouldBe(1 - result.Json.GetProperty("accuracy").GetDouble(), tolerance: 1e-9);
        Picture.Load(_folder["results/corruptions.png"]).Height.ShouldBeGreaterThan(16 * 56);
        _folder.Entries().ShouldContain("results/metrics.json");
        _folder.Entries().ShouldContain("results/plots/robustness.svg");

        string words = CliProcess.Run(_folder, line).ShouldSucceed().Output;
        foreach (string part in new[] { "Corrupted images", "shot_noise", "canny_edges", "mean", "none" })
            words.ShouldContain(part);
    }

    [Fact]
    public void Several_models_stand_side_by_side()
    {
        File.Copy(small.Model, _folder["other.onnx"]);
        File.Copy(small.Model, _folder["one.onnx"]);
        string words = CliProcess.Run(_folder, "evaluate", "one.onnx", "other.onnx", "--data", small.Data).ShouldSucceed().Output;
        string[] lines = words.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(6);
        foreach (string heading in new[] { "Model", "accuracy", "loss", "ECE", "parameters", "images/s" })
            lines[1].ShouldContain(heading);
        lines[2].ShouldStartWith("one.onnx ");
        lines[3].ShouldStartWith("other.onnx ");
        lines[3].ShouldContain(" % ± ");
        lines[3].ShouldContain("241,546");
        lines[4].ShouldContain("McNemar's p");
        lines[5].ShouldStartWith("one.onnx – other.onnx ");
        lines[5].ShouldEndWith("1.0000");
    }

    [Fact]
    public void Predictions_go_into_a_file_for_Kaggle()
    {
        DigitSet test = small.Test;
        KaggleCsv.Write(new DigitSet("bare", 28, 28, test.Pixels.ToArray(), labels: null), _folder["test.csv"]);
        CliResult result = CliProcess.Run(_folder, "evaluate", small.Model, "--predict-only", "test.csv", "--out", "submission.csv", "--json", "--quiet")
            .ShouldSucceed();
        result.Json.GetProperty("images").GetInt32().ShouldBe(100);
        result.Json.GetProperty("csv").GetString().ShouldBe("submission.csv");
        string[] lines = File.ReadAllLines(_folder["submission.csv"]);
        lines[0].ShouldBe("ImageId,Label");
        lines[1..].Select(line => line.Split(',')[0]).ShouldBe(Enumerable.Range(1, 100).Select(id => $"{id}"));

        double accuracy = CliProcess.Run(_folder, "evaluate", small.Model, "--data", small.Data, "--json").ShouldSucceed().Json.GetProperty("accuracy")
            .GetDouble();
        int correct = Enumerable.Range(0, 100).Count(i => lines[i + 1] == $"{i + 1},{test.Labels[i]}");
        (correct / 100.0).ShouldBe(accuracy, tolerance: 1e-9);
    }

    [Theory]
    [InlineData("one model", "two.onnx", "--out", "x.csv")]
    [InlineData("--split", "--split", "test", "--out", "x.csv")]
    [InlineData("--relabelled", "--relabelled", "--out", "x.csv")]
    [InlineData("--corruptions", "--corruptions", "--out", "x.csv")]
    [InlineData("--data", "--data", "mnist", "--out", "x.csv")]
    [InlineData("--out submission.csv")]
    [InlineData("is a folder", "--out", ".")]
    public void What_does_not_go_with_predictions_alone_is_refused(string says, params string[] more) =>
        CliProcess.Run(_folder, ["evaluate", "one.onnx", .. more, "--predict-only", "test.csv"]).ShouldBeRefused().ShouldContain(says);

    [Fact]
    public void Label_errors_are_known_of_no_other_set() =>
        CliProcess.Run(_folder, "evaluate", small.Model, "--data", small.Data, "--relabelled").ShouldBeRefused().ShouldContain("not MNIST's test set");

    [Fact]
    public void Mended_labels_are_counted_beside_the_published_ones()
    {
        DigitSet set = Strokes.Generate(train: 1, test: 10_000).Test!;
        byte[] labels = set.Labels.ToArray();
        // The published labels of the 15 images whose errors are known: with them a set passes for MNIST's test set.
        (int Image, byte Label)[] given =
        [
            (947, 8), (1621, 0), (1901, 9), (2130, 4), (2462, 2), (2597, 5), (2654, 6), (3520, 6), (3558, 5), (5937, 5), (6651, 0), (6783, 1), (8527, 4),
            (9679, 6), (9729, 5),
        ];
        foreach ((int image, byte label) in given)
            labels[image] = label;
        Idx.Write(
            new DigitSet("like", 28, 28, set.Pixels.ToArray(), labels), _folder["like/t10k-images-idx3-ubyte"], _folder["like/t10k-labels-idx1-ubyte"]);
        string[] line = ["evaluate", small.Model, "--data", "like", "--relabelled"];
        JsonElement json = CliProcess.Run(_folder, [.. line, "--json"]).ShouldSucceed().Json;
        JsonElement mended = json.GetProperty("relabelled");
        mended.GetProperty("images").GetInt32().ShouldBe(9997);
        mended.GetProperty("accuracy").GetDouble().ShouldBe(mended.GetProperty("correct").GetInt32() / 9997.0, tolerance: 1e-9);
        json.GetProperty("images").GetInt32().ShouldBe(10_000);
        string words = CliProcess.Run(_folder, line).ShouldSucceed().Output;
        words.ShouldContain("Accuracy, relabelled");
        words.Split('\n').ShouldAllBe(text => text.Length <= 80);
    }

    [Fact]
    public void A_model_that_is_no_model_is_refused()
    {
        _folder.Write("model.onnx", "not a model"u8.ToArray());
        CliProcess.Run(_folder, "evaluate", "model.onnx", "--data", small.Data).ShouldBeRefused().ShouldContain("model.onnx");
        byte[] model = File.ReadAllBytes(small.Model);
        _folder.Write("half.onnx", model[..(model.Length / 2)]);
        CliProcess.Run(_folder, "evaluate", "half.onnx", "--data", small.Data).ShouldBeRefused().ShouldContain("half.onnx");
        CliProcess.Run(_folder, "evaluate", "classic", "--data", small.Data).ShouldBeRefused()
            .ShouldContain("classic: is an architecture, not a trained model; train it with 'digits train --model classic'");
    }
}
