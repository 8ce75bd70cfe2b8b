namespace Digits.Training;

/// <summary>Stops training when a metric has not improved for some epochs.</summary>
/// <param name="monitor">The metric to watch.</param>
/// <param name="patience">Epochs without improvement before training stops.</param>
/// <param name="minDelta">The least change that counts as an improvement.</param>
/// <param name="restoreBestWeights">
/// Whether the network has the best epoch's weights once training has ended, for whatever reason. Where that epoch lies before a resumption, its weights are
/// not at hand and the network
/// keeps its last ones; <see cref="ModelCheckpoint"/> has the best ones in its file even then.
/// </param>
public sealed class EarlyStopping(Metric monitor = Metric.ValidationLoss, int patience = 3, double minDelta = 0, bool restoreBestWeights = false) : Callback
{
    private readonly Best _best = new(monitor, minDelta);
    private WeightSnapshot? _bestWeights;
    private int _waited;

    /// <inheritdoc />
    public override void OnEpochEnd(Trainer trainer, EpochRecord epoch)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        Replay(epoch);
        if (restoreBestWeights && _waited == 0)
            _bestWeights = new WeightSnapshot(trainer.Network);
        if (_waited >= patience)
            trainer.Stop(StopReason.EarlyStopping);
    }

    /// <inheritdoc />
    public override void OnTrainEnd(Trainer trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        if (_waited > 0)
            _bestWeights?.Restore(trainer.Network);
    }

    /// <inheritdoc />
    public override void Replay(EpochRecord epoch)
    {
        _waited = _best.Update(epoch) ? 0 : _waited + 1;
        if (_waited == 0)
            _bestWeights = null;
    }
}
