using Digits.Data;
using Digits.Engine;
using Digits.Training;

namespace Digits.Tests.Training;

public class TrainerTests
{
    [Fact]
    public void Learns_what_can_be_learned()
    {
        Trainer trainer = TinySet.Trainer(new TrainerOptions { Epochs = 10, BatchSize = 16 });

        trainer.Fit();

        trainer.History.Count.ShouldBe(10);
        trainer.StopReason.ShouldBe(StopReason.Completed);
        trainer.History[^1].ValidationAccuracy.ShouldBe(1);
        trainer.History[^1].TrainLoss.ShouldBeLessThan(trainer.History[0].TrainLoss);
    }

    [Fact]
    public async Task Epochs_can_be_watched_as_they_end_and_training_ends_with_the_same_bits()
    {
        TrainerOptions options = new() { Epochs = 3, BatchSize = 16 };
        Trainer plain = TinySet.Trainer(options);
        Trainer watched = TinySet.Trainer(options);

        plain.Fit();
        List<int> epochs = [];
        await foreach (EpochRecord epoch in watched.FitAsync())
            epochs.Add(epoch.Epoch);

        epochs.ShouldBe([1, 2, 3]);
        watched.StopReason.ShouldBe(StopReason.Completed);
        TinySet.Weights(watched.Network).ShouldBe(TinySet.Weights(plain.Network));
    }

    [Fact]
    public async Task Whoever_leaves_the_loop_over_epochs_ends_the_training()
    {
        Trainer trainer = TinySet.Trainer(new TrainerOptions { Epochs = 100_000, BatchSize = 16 });

        await foreach (EpochRecord epoch in trainer.FitAsync())
            break;

        trainer.StopReason.ShouldBe(StopReason.Cancelled);
        trainer.History.Count.ShouldBeInRange(1, 99_999);
    }

    [Fact]
    public async Task What_goes_wrong_in_training_reaches_whoever_watches_it()
    {
        Trainer trainer = TinySet.Trainer(new TrainerOptions { Epochs = 3, BatchSize = 16, Callbacks = [new ModelCheckpoint(Path.GetTempPath())] });

        await Should.ThrowAsync<InvalidInputException>(async () =>
        {
            await foreach (EpochRecord epoch in trainer.FitAsync())
                epoch.Epoch.ShouldBe(1);
        });
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Gives_the_same_bits_on_any_number_of_threads(int threads)
    {
        Trainer one = TinySet.Trainer(new TrainerOptions { Epochs = 2, BatchSize = 100, Threads = 1 });
        Trainer many = TinySet.Trainer(new TrainerOptions { Epochs = 2, BatchSize = 100, Threads = threads });

        one.Fit();
        many.Fit();

        TinySet.Weights(many.Network).ShouldBe(TinySet.Weights(one.Network));
        many.History[^1].ShouldBe(one.History[^1] with { Seconds = many.History[^1].Seconds });
    }

    [Fact]
    public void Gives_the_same_bits_on_any_number_of_threads_with_augmentation_and_blends()
    {
        AugmentationOptions changes = AugmentationOptions.Parse("shift=1,rotate=5,elastic=0.3,thickness=0.5,mixup=0.4");
        float[] Train(int threads)
        {
            Trainer trainer = TinySet.Trainer(new TrainerOptions { Epochs = 2, BatchSize = 100, Threads = threads, Augmentation = changes });
            trainer.Fit();
            return TinySet.Weights(trainer.Network);
        }

        Train(3).ShouldBe(Train(1));
    }

    [Fact]
    public void Ends_with_the_average_of_the_weights_where_one_is_wanted_and_can_go_on_from_there()
    {
        TrainerOptions options = new() { Epochs = 4, BatchSize = 50, Seed = 3, Ema = 0.9f };
        Trainer whole = TinySet.Trainer(options);
        Trainer parts = TinySet.Trainer(options with { Callbacks = [new StopOnce(after: 2)] });
        Trainer plain = TinySet.Trainer(options with { Ema = 0 });

        whole.Fit();
        plain.Fit();
        parts.Fit();
        parts.Fit();

        TinySet.Weights(whole.Network).ShouldNotBe(TinySet.Weights(plain.Network));
        TinySet.Weights(parts.Network).ShouldBe(TinySet.Weights(whole.Network));
        Digits.Evaluation.Predictions.Of(new Digits.Reading.Classifier(whole.Network),
            TinySet.Bars(40, seed: 6)).MeanLoss.ShouldBe(whole.History[^1].ValidationLoss);
    }

    [Fact]
    public void Stops_when_the_loss_is_no_longer_a_number()
    {
        Trainer trainer = TinySet.Trainer(new TrainerOptions { Epochs = 5, BatchSize = 16 }, learningRate: float.PositiveInfinity);

        trainer.Fit();

        trainer.StopReason.ShouldBe(StopReason.Diverged);
        trainer.History.Count.ShouldBe(0);
    }

    [Fact]
    public void Stops_when_the_time_is_used_up()
    {
        Trainer trainer = TinySet.Trainer(new TrainerOptions { Epochs = 5, BatchSize = 16, TimeBudget = TimeSpan.Zero });

        trainer.Fit();

        trainer.StopReason.ShouldBe(StopReason.TimeBudget);
        trainer.History.Count.ShouldBe(0);
    }

    [Fact]
    public void Tells_how_far_it_is_after_each_step()
    {
        List<TrainingProgress> seen = [];
        Trainer trainer = TinySet.Trainer(new TrainerOptions { Epochs = 2, BatchSize = 64, Callbacks = [new OnBatch(t => seen.Add(t.Progress))] });

        trainer.Fit();

        seen.Select(progress => (progress.Epoch, progress.Batch)).ShouldBe([(1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (2, 2), (2, 3), (2, 4)]);
        seen.ShouldAllBe(progress => progress.Batches == 4 && progress.Epochs == 2 && progress.ImagesPerSecond > 0 && progress.Loss > 0);
        seen[^1].Remaining.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Takes_the_learning_rate_from_the_schedule_and_the_base()
    {
        List<double> rates = [];
        Trainer trainer = TinySet.Trainer(new TrainerOptions
        {
            Epochs = 1,
            BatchSize = 50,
            Schedule = new StepSchedule(every: 1, gamma: 0.5),
            Callbacks = [new OnBatch(t => rates.Add(t.Optimizer.LearningRate))],
        });

        trainer.Fit();

        rates.ShouldBe([0.01f, 0.005f, 0.0025f, 0.00125f]);
    }

    [Fact]
    public void Needs_labels_and_images_of_the_right_size()
    {
        DigitSet unlabelled = new("pictures", 8, 8, new byte[64], null);
        DigitSet large = new("large", 9, 9, new byte[81], [0]);
        DigitSet ten = new("ten", 8, 8, new byte[64], [9]);

        Message(unlabelled).ShouldContain("no labels");
        Message(large).ShouldContain("9x9");
        Message(ten).ShouldContain("4 classes");

        static string Message(DigitSet set) =>
            Should.Throw<DigitsException>(() => new Trainer(TinySet.Network(), new Adam(), set, null)).Message;
    }

    private sealed class OnBatch(Action<Trainer> action) : Callback
    {
        public override void OnBatchEnd(Trainer trainer) => action(trainer);
    }

    /// <summary>Says once that the time is used up.</summary>
    private sealed class StopOnce(int after) : Callback
    {
        public override void OnEpochEnd(Trainer trainer, EpochRecord epoch)
        {
            if (epoch.Epoch == after)
                trainer.Stop(StopReason.TimeBudget);
        }
    }
}
