using Digits.Data;
using Digits.Engine;
using Digits.Training;
using Digits.Zoo;

namespace Digits.Tests.Training;

public class ResumeTests
{
    private static readonly RunConfiguration _configuration = new()
    {
        Data = "bars",
        Epochs = 3,
        BatchSize = 20,
        Seed = 7,
        LearningRate = 0.01,
        Augment = AugmentationOptions.Parse("shift=1,mixup=0.3"),
        MildEpochs = 1,
        Ema = 0.9
    };

    /// <summary>A network that ends in the mean of two heads.</summary>
    private static readonly NetworkDescription _heads = NetworkDescription.Parse("""
        {"layers": [{"conv2d": {"filters": 4, "kernel": 5, "stride": 3}}, {"batch_norm": {}}, {"relu": {}}, {"flatten": {}}], "heads": [[], [{"dropout": {"rate": 0.5}}, {"dense": {"units": 9}}]]}
        """);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(13)]
    [InlineData(18)]
    public void A_run_that_is_cancelled_at_any_step_and_resumed_ends_with_the_same_files(int step) => EndsWithTheSameFiles(_configuration, step);

    [Fact]
    public void So_does_one_of_several_heads_that_is_calibrated() =>
        EndsWithTheSameFiles(_configuration with { Description = _heads, Model = "heads.json", Calibrate = true }, step: 13);

    [Fact]
    public void A_run_that_is_done_is_evaluated_again_but_not_trained_further()
    {
        using TempFolder temporary = new();
        RunFolder folder = RunFolder.ForNewRun(Path.Combine(temporary.Path, "run"));
        RunResult first = TrainingRun.Start(folder, _configuration, Data()).Execute();
        byte[] model = File.ReadAllBytes(folder.Model);
        File.WriteAllText(folder.Model + ".123.tmp", "what a killed process left");

        RunResult second = TrainingRun.Resume(folder, Data()).Execute();

        second.History.ShouldBe(first.History);
        Directory.EnumerateFiles(folder.Path, "*.tmp").ShouldBeEmpty();
        File.ReadAllBytes(folder.Model).ShouldBe(model);
    }

    [Fact]
    public void The_run_folder_holds_what_the_contract_says_and_nothing_else()
    {
        using TempFolder temporary = new();
        RunFolder folder = RunFolder.ForNewRun(Path.Combine(temporary.Path, "run"));

        RunResult result = TrainingRun.Start(folder, _configuration, Data()).Execute();

        Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(["config.json", "history.csv", "last", "metrics.json", "model.onnx"]);
        Directory.EnumerateFiles(Path.Combine(folder.Path, "last")).Count().ShouldBe(3);
        RunConfiguration.Load(folder.Configuration).ShouldBe(_configuration.Resolve());
        OnnxModel model = OnnxModel.Load(folder.Model);
        model.Metadata["training_data"].ShouldBe("bars");
        model.Metadata[OnnxMetadata.InputRange].ShouldBe("0-1");
        model.Metadata["test_accuracy"].ShouldBe(result.Metrics!.Accuracy.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_folder_without_a_run_a_damaged_checkpoint_and_a_missing_file_are_each_one_line()
    {
        using TempFolder temporary = new();
        Should.Throw<DigitsException>(() => TrainingRun.Resume(new RunFolder(temporary.Path), Data())).Message.ShouldContain("config.json");

        RunFolder folder = RunFolder.ForNewRun(Path.Combine(temporary.Path, "run"));
        TrainingRun.Start(folder, _configuration, Data()).Execute();
        string last = Path.Combine(folder.Path, "last");
        string optimizer = Directory.EnumerateFiles(last, "*.safetensors").Single();
        byte[] bytes = File.ReadAllBytes(optimizer);

        File.WriteAllBytes(optimizer, bytes[..(bytes.Length / 2)]);
        Should.Throw<DigitsException>(() => TrainingRun.Resume(folder, Data())).Message.ShouldContain("safetensors");
        File.Delete(optimizer);
        Should.Throw<DigitsException>(() => TrainingRun.Resume(folder, Data())).Message.ShouldContain("no such file");
        File.WriteAllText(Path.Combine(last, "checkpoint.json"), "{ \"model\":");
        Should.Throw<DigitsException>(() => TrainingRun.Resume(folder, Data())).Message.ShouldContain("checkpoint.json");
    }

    [Fact]
    public void A_folder_that_is_not_empty_is_not_taken_for_a_new_run()
    {
        using TempFolder temporary = new();
        File.WriteAllText(Path.Combine(temporary.Path, "something"), "");

        Should.Throw<DigitsException>(() => RunFolder.ForNewRun(temporary.Path)).Message.ShouldContain("resume the run that is in it");
        RunFolder.Next(temporary.Path).Path.ShouldEndWith("train-1");
        Directory.CreateDirectory(Path.Combine(temporary.Path, "train-1"));
        RunFolder.Next(temporary.Path).Path.ShouldEndWith("train-2");
    }

    private static void EndsWithTheSameFiles(RunConfiguration configuration, int step)
    {
        using TempFolder temporary = new();
        RunFolder whole = RunFolder.ForNewRun(Path.Combine(temporary.Path, "whole"));
        RunFolder parts = RunFolder.ForNewRun(Path.Combine(temporary.Path, "parts"));
        RunResult expected = TrainingRun.Start(whole, configuration, Data()).Execute();
        using CancellationTokenSource cancellation = new();

        RunResult first = TrainingRun.Start(parts, configuration, Data(), callbacks: [new CancelAt(step, cancellation)]).Execute(cancellation.Token);
        RunResult second = TrainingRun.Resume(parts, Data()).Execute();

        first.StopReason.ShouldBe(StopReason.Cancelled);
        first.Metrics.ShouldBeNull();
        second.StopReason.ShouldBe(StopReason.Completed);
        File.ReadAllBytes(parts.Model).ShouldBe(File.ReadAllBytes(whole.Model));
        second.History.Select(epoch => epoch with { Seconds = 0 }).ShouldBe(expected.History.Select(epoch => epoch with { Seconds = 0 }));
    }

    /// <summary>28x28 so that the classic network can read them; 200 to train on, 30 to test.</summary>
    private static Digits.Data.DigitData Data() => new(Large(200, 5), Large(30, 6));

    private static Digits.Data.DigitSet Large(int count, ulong seed)
    {
        Digits.Data.DigitSet small = TinySet.Bars(count, seed);
        byte[] pixels = new byte[count * 784];
        for (int i = 0; i < count; i++)
        {
            for (int p = 0; p < 64; p++)
                pixels[(i * 784) + ((p / 8 * 3) + 2) * 28 + (p % 8 * 3) + 2] = small.Image(i)[p];
        }

        return new Digits.Data.DigitSet("bars", 28, 28, pixels, small.Labels.ToArray());
    }

    private sealed class CancelAt(int step, CancellationTokenSource cancellation) : Callback
    {
        public override void OnBatchEnd(Trainer trainer)
        {
            if (trainer.Optimizer.Steps == step)
                cancellation.Cancel();
        }
    }
}
