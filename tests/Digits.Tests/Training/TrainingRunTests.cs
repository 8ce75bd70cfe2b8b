using Digits.Data;
using Digits.Engine;
using Digits.Training;
using Digits.Zoo;

namespace Digits.Tests.Training;

/// <summary>How many epochs a run trains, and which of them it keeps.</summary>
public sealed class TrainingRunTests : IDisposable
{
    private static readonly RunConfiguration _configuration = new()
    {
        Data = "bars",
        Model = "small.json",
        Description = NetworkDescription.Parse("""{"layers": [{"conv2d": {"filters": 3, "kernel": 3}}, {"relu": {}}, {"flatten": {}}]}"""),
        Epochs = 6,
        BatchSize = 40,
        ValidationSplit = 0.2,
    };

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_validation_images_nothing_waits_for_improvement_on_them()
    {
        RunConfiguration configuration = _configuration with { ValidationSplit = 0 };
        RunResult result = Start(configuration).Execute();

        (result.StopReason, result.BestEpoch).ShouldBe((StopReason.Completed, 6));
        result.History.ShouldAllBe(epoch => epoch.LearningRate == 0.001);
        Should.Throw<InvalidOptionException>(() => Start(configuration with { EarlyStopping = 1 })).Option.ShouldBe("early-stopping");
        Should.Throw<InvalidOptionException>(() => Start(configuration with { ReduceLROnPlateau = 1 })).Option.ShouldBe("reduce-lr-on-plateau");
    }

    [Fact]
    public void The_best_epoch_that_training_kept_is_the_one_that_its_file_holds()
    {
        // At such a rate the loss goes up and down, and some epoch before the last is the best.
        RunResult result = new[] { 0.3, 1.0, 3.0, 10.0 }
            .Select(rate => Start(_configuration with { LearningRate = rate, EarlyStopping = 0, ReduceLROnPlateau = 0 }).Execute())
            .First(run => run.BestEpoch > 0 && run.BestEpoch < run.History.Count);
        Network kept = result.Model!.Network;
        Network file = OnnxModel.Load(Path.Combine(result.Folder, "model.onnx")).Network;
        file.Parameters.Select(parameter => parameter.ToArray()).ShouldBe(kept.Parameters.Select(parameter => parameter.ToArray()));
        result.Metrics!.Accuracy.ShouldBe(result.History[result.BestEpoch - 1].ValidationAccuracy);
    }

    [Theory]
    [InlineData(ScheduleKind.OneCycle)]
    [InlineData(ScheduleKind.Cosine)]
    public void A_schedule_that_ends_at_nothing_keeps_its_last_epoch_and_one_that_is_cut_off_its_best(ScheduleKind schedule)
    {
        // At a rate at which nothing is learned every epoch ties, so that only the first is the best.
        RunConfiguration configuration = _configuration with { Schedule = schedule, LearningRate = 1e-30, ReduceLROnPlateau = 0 };

        RunResult whole = Start(configuration with { EarlyStopping = 0 }).Execute();
        RunResult cut = Start(configuration with { EarlyStopping = 2 }).Execute();

        (whole.StopReason, whole.BestEpoch).ShouldBe((StopReason.Completed, 6));
        (cut.StopReason, cut.History.Count, cut.BestEpoch).ShouldBe((StopReason.EarlyStopping, 3, 1));
        cut.Model!.Metadata["epoch"].ShouldBe("1");
    }

    [Fact]
    public void A_network_that_gives_no_numbers_on_the_validation_images_has_diverged_and_the_model_before_stays()
    {
        TrainingRun run = Start(_configuration, new SpoilAt(epoch: 2));
        RunResult result = run.Execute();

        result.StopReason.ShouldBe(StopReason.Diverged);
        result.History.ShouldHaveSingleItem();
        result.BestEpoch.ShouldBe(1);
        OnnxModel.Load(run.Folder.Model).Network.Parameters.ShouldAllBe(parameter => parameter.ToArray().All(float.IsFinite));
    }

    [Fact]
    public void A_run_that_time_cut_off_is_not_finished_and_goes_on()
    {
        TrainingRun cut = Start(_configuration, new StopAfter(epoch: 2, StopReason.TimeBudget));
        cut.Execute().Metrics.ShouldNotBeNull();
        SeedSummary.Load(cut.Folder, seed: 0).ShouldBeNull();

        TrainingRun resumed = TrainingRun.Resume(cut.Folder, Bars());
        File.Exists(cut.Folder.Metrics).ShouldBeFalse();
        RunResult whole = resumed.Execute();

        whole.History.Count.ShouldBe(6);
        SeedSummary.Load(cut.Folder, seed: 0)!.Accuracy.ShouldBe(whole.Metrics!.Accuracy);
        Directory.Delete(cut.Folder.Last, recursive: true);
        SeedSummary.Load(cut.Folder, seed: 0).ShouldNotBeNull();
    }

    [Fact]
    public void A_run_that_early_stopping_ended_is_finished()
    {
        TrainingRun run = Start(_configuration, new StopAfter(epoch: 2, StopReason.EarlyStopping));
        run.Folder.IsFinished().ShouldBeFalse();
        run.Execute();
        run.Folder.IsFinished().ShouldBeTrue();
    }

    [Fact]
    public void A_limit_takes_a_sample_of_what_comes_class_by_class()
    {
        DigitSet bars = TinySet.Bars(80, seed: 5);
        int[] byClass = [.. Enumerable.Range(0, 80).OrderBy(i => bars.Labels[i])];
        DigitSet sorted = new("sorted", 8, 8, bars.Subset(byClass).Pixels.ToArray(), bars.Subset(byClass).Labels.ToArray()) { IsSorted = true };

        new RunConfiguration { Limit = 8 }.TrainingImages(new DigitData(sorted, null)).Labels.ToArray().ShouldBe([0, 0, 1, 1, 2, 2, 3, 3]);
        new RunConfiguration { Limit = 3 }.TrainingImages(new DigitData(bars, null)).Labels.ToArray().ShouldBe([0, 1, 2]);
        new RunConfiguration { Limit = 81 }.TrainingImages(new DigitData(sorted, null)).ShouldBeSameAs(sorted);
        bars.Join(sorted).Sample(4).Labels.ToArray().ShouldBe([0, 0, 0, 2]);
    }

    private TrainingRun Start(RunConfiguration configuration, params Callback[] callbacks) =>
        TrainingRun.Start(RunFolder.Next(_folder.Path), configuration, Bars(), callbacks: callbacks);

    private static DigitData Bars() => new(TinySet.Bars(100, seed: 5), TinySet.Bars(20, seed: 6));

    private sealed class StopAfter(int epoch, StopReason reason) : Callback
    {
        public override void OnEpochEnd(Trainer trainer, EpochRecord record)
        {
            if (record.Epoch == epoch)
                trainer.Stop(reason);
        }
    }

    private sealed class SpoilAt(int epoch) : Callback
    {
        public override void OnBatchEnd(Trainer trainer)
        {
            if (trainer.Progress.Epoch != epoch || trainer.Progress.Batch < trainer.Progress.Batches)
                return;

            Parameter first = trainer.Network.Parameters.First();
            first.Assign([.. first.ToArray().Select(_ => float.NaN)]);
        }
    }
}
