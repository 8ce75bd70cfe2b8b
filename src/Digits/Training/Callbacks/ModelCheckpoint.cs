using Digits.Engine;

namespace Digits.Training;

/// <summary>
/// Saves the model as ONNX whenever a monitor improves, so that the file always holds the best epoch's weights. Where there is no
/// validation set, every epoch counts as the best so far.
/// </summary>
/// <param name="path">The file; written beside and renamed, so it is never half a model.</param>
/// <param name="monitor">What to watch; on a tie of accuracies the lower validation loss decides.</param>
public sealed class ModelCheckpoint(string path, Metric monitor = Metric.ValidationAccuracy) : Callback
{
    private readonly Best _best = new(monitor);
    private double _bestLoss = double.NaN;

    /// <summary>The epoch that the file holds, from 1; 0 before the first.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>Metadata for the file, made from the epoch that it holds; null for none beyond the trainer's own.</summary>
    public Func<EpochRecord, IReadOnlyDictionary<string, string>>? Metadata { get; init; }

    /// <summary>
    /// An epoch that counts as the best whatever it brings; 0 for none. It is the last one where the learning rate falls to nothing: training works towards it, so that of the epochs
    /// before only luck on the validation images makes one look better. Training that ends before it keeps the best until then.
    /// </summary>
    public int FinalEpoch { get; init; }

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
        bool isTie = epoch[monitor] == _best.Value && epoch.ValidationLoss < _bestLoss;
        bool isBest = _best.Update(epoch) || isTie || _best.Value is null;
        if (!isBest && epoch.Epoch != FinalEpoch)
            return false;

        (_bestLoss, BestEpoch) = (epoch.ValidationLoss, epoch.Epoch);
        return true;
    }
}
