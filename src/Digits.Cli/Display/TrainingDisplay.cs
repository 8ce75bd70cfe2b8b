using Digits.Training;

namespace Digits.Cli.Display;

/// <summary>Shows on standard error how training goes.</summary>
internal abstract class TrainingDisplay : Callback
{
    /// <summary>The display that fits where standard error goes; null where none is wanted.</summary>
    internal static TrainingDisplay? For(Output output, int epochs)
    {
        if (output.Quiet)
            return null;
        return Terminal.IsLive ? new LiveTrainingDisplay(epochs) : new PlainTrainingDisplay(epochs);
    }

    /// <inheritdoc />
    public override void OnTrainBegin(Trainer trainer) => Begin(trainer.History);

    /// <inheritdoc />
    public override void OnBatchEnd(Trainer trainer) => EndStep(trainer.Progress);

    /// <inheritdoc />
    public override void OnEpochEnd(Trainer trainer, EpochRecord epoch) => EndEpoch(epoch);

    /// <summary>Shows the work while it is done.</summary>
    internal virtual T Show<T>(Func<T> work) => work();

    /// <summary>Shows the epochs that are done before training goes on.</summary>
    internal abstract void Begin(IReadOnlyList<EpochRecord> history);

    /// <summary>Shows how far training is.</summary>
    internal abstract void EndStep(TrainingProgress progress);

    /// <summary>Shows an epoch.</summary>
    internal abstract void EndEpoch(EpochRecord epoch);

    /// <summary>The errors of an epoch of lines; empty for single digits.</summary>
    protected static string Errors(EpochRecord epoch) =>
        epoch.CharacterErrorRate is { } rate ? $"errors {Figures.Share(rate)}" : "";
}
