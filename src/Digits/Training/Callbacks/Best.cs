namespace Digits.Training;

/// <summary>Follows the best value of a monitor; what is not a number is never better.</summary>
internal sealed class Best(Metric monitor, double minDelta = 0)
{
    private readonly bool _higher = monitor is Metric.TrainAccuracy or Metric.ValidationAccuracy;

    internal double? Value { get; private set; }

    /// <summary>Takes an epoch in; returns whether it is better than all before by more than the least difference.</summary>
    internal bool Update(EpochRecord epoch)
    {
        double value = epoch[monitor];
        if (double.IsNaN(value) || (Value is { } best && (_higher ? value <= best + minDelta : value >= best - minDelta)))
            return false;

        Value = value;
        return true;
    }
}
