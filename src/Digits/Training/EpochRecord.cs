using System.Text.Json.Serialization;

namespace Digits.Training;

/// <summary>What one epoch brought: a row of <c>history.csv</c>.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Seconds">How long it took, validation included.</param>
/// <param name="TrainLoss">Mean loss over the epoch's steps, each before its update and with dropout at work.</param>
/// <param name="TrainAccuracy">The share of right answers in those steps.</param>
/// <param name="ValidationLoss">Loss on the validation set after the epoch; NaN without one.</param>
/// <param name="ValidationAccuracy">Accuracy on the validation set after the epoch; NaN without one.</param>
/// <param name="LearningRate">The rate of the epoch's last step.</param>
public sealed record EpochRecord(
    int Epoch, double Seconds, double TrainLoss, double TrainAccuracy, double ValidationLoss, double ValidationAccuracy, double LearningRate)
{
    /// <summary>
    /// Digits read wrong, left out or added on the validation lines, over the digits that stand there; null where single images are trained on.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? CharacterErrorRate { get; init; }

    /// <summary>The value that a callback watches.</summary>
    /// <param name="monitor">Which one.</param>
    public double this[Metric monitor] => monitor switch
    {
        Metric.TrainLoss => TrainLoss,
        Metric.TrainAccuracy => TrainAccuracy,
        Metric.ValidationLoss => ValidationLoss,
        _ => ValidationAccuracy,
    };
}
