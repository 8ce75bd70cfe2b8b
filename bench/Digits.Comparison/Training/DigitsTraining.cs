using Digits.Comparison.Running;
using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reading;
using Digits.Zoo;

namespace Digits.Comparison.Training;

/// <summary>Ours, as <c>Trainer</c> does it.</summary>
internal sealed class DigitsTraining : ITraining
{
    private readonly DigitSet _test;
    private readonly Network _network;
    private readonly Batches _batches;
    private readonly TrainingPlan _plan;
    private readonly byte[] _labels;
    private readonly int _threads;

    public DigitsTraining(Job job)
    {
        DigitData data = DataSource.Load(job.Data);
        DigitSet train = data.RequireTrain();
        Images = Math.Min(train.Count, job.Limit);
        _test = data.RequireTest();
        _threads = job.Threads;
        _network = Architectures.Create(job.Network, new Shape(1, train.Rows, train.Columns), seed: 1);
        _batches = new Batches(train, Enumerable.Range(0, Images).ToArray(), job.BatchSize, seed: 1);
        _plan = new TrainingPlan(_network, KerasAdam(), new TrainingPlanOptions { BatchSize = job.BatchSize, Threads = job.Threads, Seed = 1 });
        _labels = new byte[job.BatchSize];
    }

    public string Library => Versions.Digits;

    public int Images { get; }

    public int StepsPerEpoch => _batches.Count;

    public double Train(int epoch, int steps)
    {
        double loss = 0;
        for (int batch = 0; batch < steps; batch++)
        {
            int count = _batches.SizeOf(batch);
            _batches.Select(epoch, batch, _labels, default);
            loss += _plan.Step(_batches, Targets.Classes(_labels.AsMemory(0, count))).Loss / count;
        }

        return loss / steps;
    }

    public double TestAccuracy() => Predictions.Of(new Classifier(_network, _threads), _test).Accuracy;

    public void Dispose()
    {
        // Nothing of it is to be freed.
    }

    private static Adam KerasAdam() => new(LibTorchTraining.LearningRate, epsilon: LibTorchTraining.KerasEpsilon);
}
