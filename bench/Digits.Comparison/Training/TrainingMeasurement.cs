using System.Diagnostics;
using Digits.Comparison.Running;
using Digits.Engine;

namespace Digits.Comparison.Training;

/// <summary>A round is an epoch, and training goes on from round to round; the figure is images a second.</summary>
internal sealed class TrainingMeasurement(ITraining training) : IMeasurement
{
    private const int WarmUpSteps = 20;

    private int _epoch;

    public string Library => training.Library;

    public void WarmUp() => training.Train(0, Math.Min(WarmUpSteps, training.StepsPerEpoch));

    public Answer Round()
    {
        long start = Stopwatch.GetTimestamp();
        double loss = training.Train(++_epoch, training.StepsPerEpoch);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return double.IsFinite(loss)
            ? new Answer { Figure = training.Images / seconds, Details = new Dictionary<string, double> { ["loss"] = loss } }
            : throw new WorkFailedException("training diverged");
    }

    public Answer End() => new() { Accuracy = training.TestAccuracy() };

    public void Dispose() => training.Dispose();
}
