using Digits.Engine;

namespace Digits.Training;

/// <summary>
/// Saves the model as ONNX whenever a metric improves, so that the file always holds the best epoch's weights. Without a
/// validation set every epoch counts as the best so far.
/// </summary>
/// <param name="path">The file; written beside and renamed, so it is never half a model.</param>
/// <param name="monitor">The metric to watch; on a tie of accuracies the lower validation loss decides.</param>
public sealed class ModelCheckpoint(string path, Metric monitor = Metric.ValidationAccuracy) : Callback
{
    private readonly Best _best = new(monitor);
    private double _bestLoss = double.NaN;
    private WeightSnapshot? _bestWeights;

    /// <summary>The epoch that the file holds, from 1; 0 before the first.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>Metadata for the file, made from the epoch that it holds; null for none beyond the trainer's own.</summary>
    public Func<EpochRecord, IReadOnlyDictionary<string, string>>? Metadata { get; init; }

    /// <summary>
    /// An epoch that counts as the best whatever its metrics; 0 for none. Give the last one where the learning rate falls to nothing: training works towards
    /// it, and an earlier epoch
    /// looks better only by luck on the validation images. Training that ends before it keeps the best until then.
    /// </summary>
    public int FinalEpoch { get; init; }

    /// <inheritdoc />
    public override void OnEpochEnd(Trainer trainer, EpochRecord epoch)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        if (!Follow(epoch))
            return;

        new OnnxModel(trainer.Network, Metadata?.Invoke(epoch)).Save(path);
        _bestWeights = new WeightSnapshot(trainer.Network);
    }

    /// <inheritdoc />
    public override void Replay(EpochRecord epoch)
    {
        if (Follow(epoch))
            _bestWeights = null;
    }

    /// <summary>Gives the network the best epoch's weights; false where that epoch lies before a resumption and only the file has them.</summary>
    internal bool Restore(Network network)
    {
        _bestWeights?.Restore(network);
        return _bestWeights is not null;
    }

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
