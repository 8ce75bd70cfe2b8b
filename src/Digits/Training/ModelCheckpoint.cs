using Digits.Engine;

namespace Digits.Training;

/// <summary>
/// Saves the model as ONNX whenever a monitor improves, so that the file always holds the best epoch's weights. Where there is no
/// validation set, or the last epoch is wanted, every epoch counts as the best so far.
/// </summary>
/// <param name="path">The file; written beside and renamed, so it is never half a model.</param>
/// <param name="monitor">What to watch; on a tie of accuracies the lower validation loss decides.</param>
public sealed class ModelCheckpoint(string path, Metric monitor = Metric.ValidationAccuracy) : Callback
{
    private double _bestLoss = double.NaN;
    private double _best = double.NaN;

    /// <summary>The epoch that the file holds, from 1; 0 before the first.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>Metadata for the file, made from the epoch that it holds; null for none beyond the trainer's own.</summary>
    public Func<EpochRecord, IReadOnlyDictionary<string, string>>? Metadata { get; init; }

    /// <summary>
    /// Whether the file holds the last epoch instead: what a learning rate that falls to nothing works towards, so that of the epochs before only luck on the validation images
    /// makes one look better.
    /// </summary>
    public bool KeepsLast { get; init; }

    /// <inheritdoc />
    public override void OnEpochEnd(Trainer trainer, EpochRecord epoch)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        if (Follow(epoch))
            new OnnxModel(trainer.Network, Metadata?.Invoke(epoch)).Save(path);
    }

    /// <inheritdoc />
    public override void Replay(EpochRecord epoch) => Follow(epoch);

    private bool Follow(EpochRecord epoch)
    {
        double value = epoch[monitor];
        bool higher = monitor is Metric.ValidationAccuracy or Metric.TrainAccuracy;
        bool better = KeepsLast || double.IsNaN(_best) || (higher ? value > _best : value < _best) || (value == _best && epoch.ValidationLoss < _bestLoss);
        if (!better && !double.IsNaN(value))
            return false;

        (_best, _bestLoss, BestEpoch) = (value, epoch.ValidationLoss, epoch.Epoch);
        return true;
    }
}
