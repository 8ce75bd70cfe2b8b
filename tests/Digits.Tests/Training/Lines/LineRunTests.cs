using Digits.Data;
using Digits.Engine;
using Digits.Imaging;
using Digits.Reading;
using Digits.Reports;
using Digits.Training;

namespace Digits.Tests.Training;

public sealed class LineRunTests
{
    private static readonly RunConfiguration _configuration =
        Recipe.Get("lines").Configuration with { Epochs = 2, Limit = 96, BatchSize = 32, Seed = 7, Ema = 0.9 };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void A_run_that_is_cancelled_at_any_step_and_resumed_ends_with_the_same_files(int step)
    {
        using TempFolder temporary = new();
        RunFolder whole = RunFolder.ForNewRun(Path.Combine(temporary.Path, "whole")), parts = RunFolder.ForNewRun(Path.Combine(temporary.Path, "parts"));
        LineRun.Start(whole, _configuration, Sources(), threads: 1).Execute();

        using CancellationTokenSource cancellation = new();
        LineRun run = LineRun.Start(parts, _configuration, Sources(), threads: 2);
        int steps = 0;
        run.StepEnded = _ =>
        {
            if (++steps == step)
                cancellation.Cancel();
        };
        if (step == 0)
            cancellation.Cancel();

        run.Execute(cancellation.Token).StopReason.ShouldBe(StopReason.Cancelled);
        LineRunResult result = LineRun.Resume(parts, _ => Sources(), threads: 1).Execute();

        result.StopReason.ShouldBe(StopReason.Completed);
        File.ReadAllBytes(parts.Model).ShouldBe(File.ReadAllBytes(whole.Model));
    }

    [Fact]
    public void A_folder_holds_the_model_that_reads_lines_the_history_and_the_metrics()
    {
        using TempFolder temporary = new();
        RunFolder folder = RunFolder.ForNewRun(Path.Combine(temporary.Path, "run"));

        LineRun run = LineRun.Start(folder, _configuration, Sources());
        LineRunResult result = run.Execute();
        LineRunReport.Save(run, result);

        Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(["config.json", "history.csv", "last", "metrics.json", "model.onnx", "plots", "report.html"]);
        string[] history = File.ReadAllLines(folder.History);
        history[0].ShouldBe("epoch,seconds,train_loss,train_accuracy,validation_loss,validation_accuracy,learning_rate,character_error_rate");
        history.Length.ShouldBe(3);
        OnnxModel model = OnnxModel.Load(folder.Model);
        model.Network.Input.Shape.ShouldBe(new Shape(1, 32, 192));
        model.LabelNames.ShouldBe(LineSymbols.Names);
        model.Metadata.Keys.ShouldContain(LineCalibration.StringsKey);
        model.Metadata[OnnxMetadata.Configuration].ShouldContain("\"recipe\": \"lines\"");
        LineCalibration.Of(model).ShouldBe(result.Calibration);
        new LineReader(model).Read(new float[32 * 50], 50).Texts.ShouldNotBeEmpty();
        string json = File.ReadAllText(folder.Metrics);
        foreach (string key in new[] { "lines", "exact", "character_error_rate", "ece", "seconds", "parameters" })
            json.ShouldContain($"\"{key}\": ");

        string page = File.ReadAllText(Path.Combine(folder.Path, "report.html"));
        page.ShouldContain("Misread lines");
        page.ShouldNotContain("label-smoothing");
        byte[] picture = Convert.FromBase64String(page.Split("data:image/png;base64,")[1].Split('"')[0]);
        Picture.Load(new MemoryStream(picture)).Width.ShouldBe(192, "the whole line is shown, pixel for pixel");
        page.ShouldContain("digits train --recipe lines --epochs 2");
    }

    [Fact]
    public void Time_that_is_used_up_leaves_a_measured_model_and_the_run_goes_on_from_there()
    {
        using TempFolder temporary = new();
        RunFolder folder = RunFolder.ForNewRun(Path.Combine(temporary.Path, "run"));
        LineRun.Start(folder, _configuration, Sources(), timeBudget: TimeSpan.Zero).Execute().Metrics.ShouldBeNull();

        LineRun.Resume(folder, _ => Sources()).Execute().History.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("augment", "shift=1")]
    [InlineData("label-smoothing", "0.1")]
    [InlineData("validation-split", "0.1")]
    [InlineData("early-stopping", "3")]
    [InlineData("calibrate", "true")]
    [InlineData("model", "classic")]
    [InlineData("data", "mnist")]
    public void An_option_that_lines_do_not_have_is_refused(string name, string value)
    {
        RunConfiguration configuration = RunOptions.Find(name)!.Set(_configuration, value);
        InvalidOptionException refusal = Should.Throw<InvalidOptionException>(configuration.Check);
        refusal.Message.ShouldContain("recipe 'lines'");
        refusal.Option.ShouldBe(name);
    }

    [Fact]
    public void Single_digits_cannot_be_trained_with_the_recipe_for_lines() =>
        Should.Throw<InvalidOptionException>(() => _configuration.CreateNetwork(new Shape(1, 28, 28), 10)).Message.ShouldContain("trains on lines of writing");

    private static LineSources Sources() => new("segments", Lines(1), Lines(2), 20, 0, Lines(3), 20);

    private static SegmentLines Lines(ulong seed) => new(seed, width: 192, most: 8);
}
