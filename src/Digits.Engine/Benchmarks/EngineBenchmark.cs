using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>
/// Measures how fast a network trains and runs, on random images. The processor's peak is measured in the same run, by turns with the work, in short rounds
/// whose median counts: whatever else slows the machine down meets all of them alike.
/// </summary>
public sealed class EngineBenchmark
{
    private const int Rounds = 9;

    /// <summary>Shares of a round. The peak is measured twice.</summary>
    private const double PeakShare = 0.075;
    private const double TrainingShare = 0.4;
    private const double InferenceShare = 0.25;
    private const double LatencyShare = 0.2;

    private readonly Network _network;
    private readonly BenchmarkOptions _options;
    private readonly KernelSet _kernels = KernelFactory.Default;
    private readonly WorkerPool _pool;
    private readonly PeakFlops _peak;
    private readonly List<double> _peaks = [];
    private readonly StepTimer? _training;
    private readonly StepTimer _inference;
    private readonly LatencyTimer _latency;

    /// <summary>Lays out what is to be measured.</summary>
    /// <param name="network">The network. Its weights are trained on nonsense.</param>
    /// <param name="options">Batch size, threads, time; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public EngineBenchmark(Network network, BenchmarkOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        _options = options ?? new BenchmarkOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.BatchSize, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(_options.Threads, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.Time, TimeSpan.Zero, nameof(options));
        _network = network;
        _pool = WorkerPool.Of(_options.Threads == 0 ? Environment.ProcessorCount : _options.Threads);
        _peak = new PeakFlops(_kernels, _pool);

        float[] images = RandomImages(_options.BatchSize, network.Input.Shape.Size);
        _training = Training(images);
        _inference = new StepTimer(Inference(images, _pool.Threads));
        _latency = new LatencyTimer(Inference(images.AsMemory(0, network.Input.Shape.Size), _pool.Threads));
    }

    /// <summary>Measures.</summary>
    public BenchmarkResult Run()
    {
        TimeSpan time = _options.Time / (Rounds + 1);

        // The first round is for the compiler.
        Round(time);
        _peaks.Clear();
        _training?.Clear();
        _inference.Clear();
        _latency.Clear();
        for (int round = 0; round < Rounds; round++)
            Round(time);

        double peak = Quantile.Of(_peaks, 0.5);
        return new BenchmarkResult(
            _options.BatchSize,
            _pool.Threads,
            _kernels.Name,
            peak,
            _training is null ? null : Throughput(_training, FlopCount.Training(_network), peak),
            Throughput(_inference, FlopCount.Inference(_network), peak),
            _latency.Latency,
            Math.Max(_training?.AllocatedBytes ?? 0, _inference.AllocatedBytes));
    }

    private static float[] RandomImages(int count, int size)
    {
        CounterRandom random = new(0);
        float[] images = new float[count * size];
        for (int i = 0; i < images.Length; i++)
            images[i] = random.Uniform((ulong)i);

        return images;
    }

    private void Round(TimeSpan time)
    {
        _peaks.Add(_peak.Measure(time * PeakShare));
        _training?.Round(time * TrainingShare);
        _peaks.Add(_peak.Measure(time * PeakShare));
        _inference.Round(time * InferenceShare);
        _latency.Round(time * LatencyShare);
    }

    private Throughput Throughput(StepTimer timer, long flops, double peak)
    {
        double imagesPerSecond = _options.BatchSize / timer.Seconds;
        double gflops = imagesPerSecond * flops / 1e9;
        return new Throughput(imagesPerSecond, gflops, gflops / peak);
    }

    /// <summary>A step of Adam, small enough that weights stay where they are; null where there is nothing to train.</summary>
    private StepTimer? Training(float[] images)
    {
        if (!_network.Output.Shape.IsFlat || !_network.Parameters.Any(parameter => parameter.Trainable))
            return null;

        CounterRandom random = new(1);
        ulong classes = (ulong)Math.Min(_network.Output.Shape.Channels, byte.MaxValue + 1);
        byte[] labels = new byte[_options.BatchSize];
        for (int i = 0; i < labels.Length; i++)
            labels[i] = (byte)(random.Bits((ulong)i) % classes);

        TrainingPlan plan = new(
            _network, new Adam(learningRate: 1e-6f), new TrainingPlanOptions { BatchSize = _options.BatchSize, Threads = _pool.Threads }, _kernels);
        return new StepTimer(() => plan.Step(images, labels));
    }

    private Action Inference(ReadOnlyMemory<float> images, int threads)
    {
        InferencePlan plan = new(_network, threads, _kernels);
        float[] results = new float[images.Length / _network.Input.Shape.Size * _network.Output.Shape.Size];
        return () => plan.Run(images, results);
    }
}
