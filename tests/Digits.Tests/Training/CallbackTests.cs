using Digits.Engine;
using Digits.Training;

namespace Digits.Tests.Training;

public sealed class CallbackTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EarlyStopping_bears_as_many_epochs_without_improvement_as_its_patience()
    {
        StopsAfter(new EarlyStopping(patience: 2), 0.5, 0.4, 0.45, 0.41).ShouldBe(4);
        StopsAfter(new EarlyStopping(patience: 2), 0.5, 0.4, 0.45, 0.39, 0.40, 0.41).ShouldBe(6);
        StopsAfter(new EarlyStopping(patience: 1, minDelta: 0.1), 0.5, 0.45).ShouldBe(2);
        StopsAfter(new EarlyStopping(Metric.ValidationAccuracy, patience: 1), 0.5, 0.4).ShouldBe(2);
        StopsAfter(new EarlyStopping(patience: 2), 0.5, 0.4, 0.3).ShouldBe(0);
        StopsAfter(new EarlyStopping(patience: 2), double.NaN, double.NaN).ShouldBe(2);
    }

    [Fact]
    public void EarlyStopping_gives_the_best_epochs_weights_back_where_that_is_asked_for()
    {
        WeightsAfter(new EarlyStopping(patience: 2, restoreBestWeights: true), 0.5, 0.4, 0.45, 0.41).ShouldBe(TinySet.Weights(TinySet.Network(2)));
        WeightsAfter(new EarlyStopping(patience: 2, restoreBestWeights: true), 0.5, 0.4, 0.3).ShouldBe(TinySet.Weights(TinySet.Network(3)));
        WeightsAfter(new EarlyStopping(patience: 2), 0.5, 0.4, 0.45, 0.41).ShouldBe(TinySet.Weights(TinySet.Network(4)));

        EarlyStopping resumed = new(patience: 2, restoreBestWeights: true);
        resumed.Replay(TinySet.Epoch(1, 0.1));
        WeightsAfter(resumed, 0.5, 0.4).ShouldBe(TinySet.Weights(TinySet.Network(2)), "the best epoch's weights are not at hand");

        // Epoch i ends with the weights of seed i.
        static float[] WeightsAfter(EarlyStopping callback, params double[] losses)
        {
            Trainer trainer = TinySet.Trainer(new TrainerOptions());
            for (int i = 1; i <= losses.Length; i++)
            {
                trainer.Network.Initialize((ulong)i);
                callback.OnEpochEnd(trainer, TinySet.Epoch(i, losses[i - 1]));
            }

            callback.OnTrainEnd(trainer);
            return TinySet.Weights(trainer.Network);
        }
    }

    [Fact]
    public void ReduceLROnPlateau_lowers_the_rate_when_nothing_improves_and_begins_to_count_anew()
    {
        Rates(new ReduceLROnPlateau(factor: 0.5, patience: 2), 0.5, 0.5, 0.5, 0.5, 0.5).ShouldBe([0.01, 0.01, 0.005, 0.005, 0.0025], tolerance: 1e-9);
        Rates(new ReduceLROnPlateau(factor: 0.1, patience: 1, minLearningRate: 0.002), 0.5, 0.5, 0.5).ShouldBe([0.01, 0.002, 0.002], tolerance: 1e-9);
        Rates(new ReduceLROnPlateau(factor: 0.5, patience: 1, minDelta: 0.1), 0.5, 0.45).ShouldBe([0.01, 0.005], tolerance: 1e-9);
    }

    [Fact]
    public void ReduceLROnPlateau_remembers_replayed_epochs_without_acting_on_them()
    {
        Trainer trainer = TinySet.Trainer(new TrainerOptions());
        ReduceLROnPlateau callback = new(factor: 0.5, patience: 2);

        callback.Replay(TinySet.Epoch(1, 0.5));
        callback.Replay(TinySet.Epoch(2, 0.5));
        trainer.BaseLearningRate.ShouldBe(0.01, 1e-9);
        callback.OnEpochEnd(trainer, TinySet.Epoch(3, 0.5));

        trainer.BaseLearningRate.ShouldBe(0.005, 1e-9);
    }

    [Fact]
    public void ModelCheckpoint_keeps_the_final_epoch_where_that_is_wanted_and_the_best_until_then()
    {
        ModelCheckpoint callback = new(_folder["final.onnx"]) { FinalEpoch = 3 };

        KeptAfter(callback, (0.4, 0.95), (0.5, 0.90), (0.6, 0.85)).ShouldBe([1, 1, 3]);
    }

    [Fact]
    public void ModelCheckpoint_keeps_every_epoch_without_validation_but_no_number_s_place_is_taken_by_none()
    {
        KeptAfter(new ModelCheckpoint(_folder["none.onnx"]), (double.NaN, double.NaN), (double.NaN, double.NaN)).ShouldBe([1, 2]);
        KeptAfter(new ModelCheckpoint(_folder["some.onnx"]), (0.4, 0.95), (double.NaN, double.NaN), (0.4, 0.96)).ShouldBe([1, 1, 3]);
    }

    [Fact]
    public void ModelCheckpoint_keeps_the_best_epoch_and_breaks_ties_by_loss()
    {
        string path = _folder["best.onnx"];
        Trainer trainer = TinySet.Trainer(new TrainerOptions());
        ModelCheckpoint callback = new(path);

        Best(1, loss: 0.5, accuracy: 0.90).ShouldBe(1);
        Best(2, loss: 0.4, accuracy: 0.89).ShouldBe(1);
        Best(3, loss: 0.4, accuracy: 0.90).ShouldBe(3);
        Best(4, loss: 0.6, accuracy: 0.95).ShouldBe(4);
        Best(5, loss: 0.6, accuracy: 0.95).ShouldBe(4);

        int Best(int number, double loss, double accuracy)
        {
            trainer.Network.Initialize((ulong)number);
            callback.OnEpochEnd(trainer, TinySet.Epoch(number, loss, accuracy));
            Network expected = TinySet.Network((ulong)callback.BestEpoch);
            TinySet.Weights(OnnxModel.Load(path).Network).ShouldBe(TinySet.Weights(expected));
            return callback.BestEpoch;
        }
    }

    [Fact]
    public void CsvLogger_writes_a_row_an_epoch_and_leaves_empty_what_there_is_not()
    {
        string path = _folder["history.csv"];
        Trainer trainer = new(
            TinySet.Network(), new Adam(), TinySet.Bars(40, 1), validation: null, new TrainerOptions { Epochs = 2, Callbacks = [new CsvLogger(path)] });

        trainer.Fit();

        string[] lines = File.ReadAllLines(path);
        lines[0].ShouldBe("epoch,seconds,train_loss,train_accuracy,validation_loss,validation_accuracy,learning_rate");
        lines.Length.ShouldBe(3);
        lines[2].Split(',')[0].ShouldBe("2");
        lines[2].Split(',')[4..6].ShouldBe(["", ""]);
        lines[2].Split(',')[6].ShouldBe("0.001");
    }

    /// <summary>The epoch after which a callback stops training that brings these values; 0 if it does not.</summary>
    private static int StopsAfter(Callback callback, params double[] values)
    {
        Trainer trainer = TinySet.Trainer(new TrainerOptions());
        for (int i = 0; i < values.Length; i++)
        {
            callback.OnEpochEnd(trainer, TinySet.Epoch(i + 1, values[i], values[i]));
            if (trainer.StopReason == StopReason.EarlyStopping)
                return i + 1;
        }

        return 0;
    }

    /// <summary>The epoch that is kept after each that brings this loss and accuracy.</summary>
    private static int[] KeptAfter(ModelCheckpoint callback, params (double Loss, double Accuracy)[] epochs)
    {
        Trainer trainer = TinySet.Trainer(new TrainerOptions());
        return
        [
            .. epochs.Select((epoch, i) =>
            {
                callback.OnEpochEnd(trainer, TinySet.Epoch(i + 1, epoch.Loss, epoch.Accuracy));
                return callback.BestEpoch;
            }),
        ];
    }

    private static double[] Rates(Callback callback, params double[] losses)
    {
        Trainer trainer = TinySet.Trainer(new TrainerOptions());
        return
        [
            .. losses.Select((loss, i) =>
            {
                callback.OnEpochEnd(trainer, TinySet.Epoch(i + 1, loss));
                return trainer.BaseLearningRate;
            }),
        ];
    }
}
