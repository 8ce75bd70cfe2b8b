using Digits.Comparison.Running;
using Digits.Data;
using Digits.Zoo;
using static TorchSharp.torch;

namespace Digits.Comparison.Training;

/// <summary>The same network from the same weights in libtorch, channels_last; the images are tensors in memory before the clock starts.</summary>
internal sealed class LibTorchTraining : ITraining
{
    /// <summary>Adam's usual rate.</summary>
    public const float LearningRate = 0.001f;

    /// <summary>What Keras adds to Adam's denominator.</summary>
    public const float KerasEpsilon = 1e-7f;

    private readonly TorchSet _train;
    private readonly TorchSet _test;
    private readonly TorchNetwork _network;
    private readonly optim.Optimizer _optimizer;
    private readonly int _batchSize;

    public LibTorchTraining(Job job)
    {
        LibTorch.Load(job.Threads);
        random.manual_seed(1);
        DigitData data = DataSource.Load(job.Data);
        DigitSet train = data.RequireTrain();
        Images = Math.Min(train.Count, job.Limit);
        _batchSize = job.BatchSize;
        _train = new TorchSet(train.Take(Images));
        _test = new TorchSet(data.RequireTest());
        _network = new TorchNetwork(Architectures.Create(job.Network, new Engine.Shape(1, train.Rows, train.Columns), seed: 1), channelsLast: true);
        _optimizer = optim.Adam(_network.parameters(), LearningRate, eps: KerasEpsilon);
    }

    public string Library => Versions.LibTorch;

    public int Images { get; }

    public int StepsPerEpoch => (Images + _batchSize - 1) / _batchSize;

    public double Train(int epoch, int steps) => TorchTraining.Epoch(_network, _optimizer, null, _train, _batchSize, steps);

    public double TestAccuracy() => TorchTraining.Accuracy(_network, _test);

    public void Dispose()
    {
        _optimizer.Dispose();
        _network.Dispose();
        _train.Dispose();
        _test.Dispose();
    }
}
