namespace Digits.Training;

/// <summary>Multiplies the learning rate by a factor when a metric has not improved for some epochs.</summary>
/// <param name="monitor">The metric to watch.</param>
/// <param name="factor">The factor, below 1.</param>
/// <param name="patience">Epochs without improvement before the rate is lowered.</param>
/// <param name="minDelta">The least change that counts as an improvement.</param>
/// <param name="minLearningRate">The rate is not lowered below this.</param>
public sealed class ReduceLROnPlateau(
    Metric monitor = Metric.ValidationLoss, double factor = 0.5, int patience = 2, double minDelta = 1e-4, double minLearningRate = 1e-6) : Callback
{
    private readonly Best _best = new(monitor, minDelta);
    private int _waited;

    /// <inheritdoc />
    public override void OnEpochEnd(Trainer trainer, EpochRecord epoch)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        if (Follow(epoch))
            trainer.BaseLearningRate = Math.Max(minLearningRate, trainer.BaseLearningRate * factor);
    }

    /// <inheritdoc />
    public override void Replay(EpochRecord epoch) => Follow(epoch);

    private bool Follow(EpochRecord epoch)
    {
        _waited = _best.Update(epoch) ? 0 : _waited + 1;
        if (_waited < patience)
            return false;

        _waited = 0;
        return true;
    }
}
