namespace Digits.Training;

/// <summary>Stops training when a monitor has not improved for some epochs. <see cref="ModelCheckpoint"/> keeps the best weights.</summary>
/// <param name="monitor">What to watch.</param>
/// <param name="patience">Epochs without improvement that are borne.</param>
/// <param name="minDelta">What counts as improvement.</param>
public sealed class EarlyStopping(Metric monitor = Metric.ValidationLoss, int patience = 3, double minDelta = 0) : Callback
{
    private readonly Best _best = new(monitor, minDelta);
    private int _waited;

    /// <inheritdoc />
    public override void OnEpochEnd(Trainer trainer, EpochRecord epoch)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        Replay(epoch);
        if (_waited >= patience)
            trainer.Stop(StopReason.EarlyStopping);
    }

    /// <inheritdoc />
    public override void Replay(EpochRecord epoch) => _waited = _best.Update(epoch) ? 0 : _waited + 1;
}
