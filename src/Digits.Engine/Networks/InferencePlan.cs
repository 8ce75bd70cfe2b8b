using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>
/// Runs a network. Memory is laid out once; a call allocates nothing. Changed weights are read anew, so a plan may stand beside a
/// <see cref="TrainingPlan"/> of the same network. One call at a time.
/// </summary>
public sealed class InferencePlan : IWork
{
    /// <summary>So many images beside whole slices of 32 go one by one: more are faster in a slice of their own.</summary>
    private const int MostSingles = 12;

    private readonly Network _network;
    private readonly Parameter[] _parameters;
    private readonly PlanGraph _graph;
    private readonly WorkerPool _pool;
    private readonly Slice[] _slices;
    private readonly ImagePlan _imagePlan;
    private readonly AlignedBuffer[] _imageMemory;
    private readonly StepState _state = new();
    private long _version = -1;
    private int _wholeSlices;
    private ReadOnlyMemory<float> _images;
    private Memory<float> _results;

    /// <summary>Lays out a plan.</summary>
    /// <param name="network">The network.</param>
    /// <param name="threads">Threads to use; 0 for one a processor.</param>
    public InferencePlan(Network network, int threads = 0)
        : this(network, threads, KernelFactory.Default)
    {
    }

    internal InferencePlan(Network network, int threads, KernelSet kernels)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        _network = network;
        _parameters = [.. network.Parameters];
        _graph = new PlanGraph(network, kernels, training: false);
        _pool = WorkerPool.Of(threads == 0 ? Environment.ProcessorCount : threads);
        _slices = [.. Enumerable.Range(0, _pool.Threads).Select(NewSlice)];
        _imagePlan = new ImagePlan(network, kernels);
        _imageMemory = [.. Enumerable.Range(0, _pool.Threads).Select(_ => _imagePlan.CreateMemory())];
    }

    /// <summary>Runs images through the network.</summary>
    /// <param name="images">Images one after another, <c>[N, C, H, W]</c>, as the network was trained on them.</param>
    /// <param name="results">Filled with the outputs one after another: for a classifier <c>[N, classes]</c> logits.</param>
    /// <exception cref="ArgumentException">The sizes are not whole images, or differ in number.</exception>
    public void Run(ReadOnlyMemory<float> images, Memory<float> results)
    {
        int size = _network.Input.Shape.Size;
        int count = images.Length / size;
        if (images.Length != count * size)
            throw new ArgumentException($"{images.Length} values are not whole images of {_network.Input.Shape}.", nameof(images));

        if (results.Length != count * _network.Output.Shape.Size)
            throw new ArgumentException($"{count} images give {count * _network.Output.Shape.Size} results, not {results.Length}.", nameof(results));

        PrepareWeights();
        if (count == 1 && _pool.Threads > 1 && _imagePlan.HasParts)
        {
            _imagePlan.Run(images.Span, results.Span, _imageMemory[0], _pool);
            return;
        }

        _images = images;
        _results = results;
        int rest = count % Lanes.Count;
        _wholeSlices = rest > MostSingles ? (count / Lanes.Count) + 1 : count / Lanes.Count;
        _pool.Run(this, rest > MostSingles ? _wholeSlices : _wholeSlices + rest);
    }

    /// <summary>Runs images through the network.</summary>
    /// <param name="images">Images one after another, <c>[N, C, H, W]</c>.</param>
    /// <returns>The outputs one after another: for a classifier <c>[N, classes]</c> logits.</returns>
    /// <exception cref="ArgumentException">The size is not whole images.</exception>
    public float[] Run(ReadOnlyMemory<float> images)
    {
        float[] results = new float[images.Length / _network.Input.Shape.Size * _network.Output.Shape.Size];
        Run(images, results);
        return results;
    }

    void IWork.Execute(int item, int worker)
    {
        Shape input = _network.Input.Shape;
        Shape output = _network.Output.Shape;
        if (item >= _wholeSlices)
        {
            int image = (_wholeSlices * Lanes.Count) + item - _wholeSlices;
            ReadOnlySpan<float> pixels = _images.Span.Slice(image * input.Size, input.Size);
            _imagePlan.Run(pixels, _results.Span.Slice(image * output.Size, output.Size), _imageMemory[worker]);
            return;
        }

        Slice slice = _slices[worker];
        int first = item * Lanes.Count;
        slice.Count = Math.Min(Lanes.Count, (_images.Length / input.Size) - first);
        LaneTransfer.Load(_images.Span.Slice(first * input.Size, slice.Count * input.Size), input, slice[_graph.Input]);
        foreach (Operation operation in _graph.Steps)
            operation.Forward(slice, 0);

        LaneTransfer.Store(slice[_graph.Output], output, _results.Span.Slice(first * output.Size, slice.Count * output.Size));
    }

    /// <summary>Brings the weights into the kernels' form, where they have changed since the last call.</summary>
    private void PrepareWeights()
    {
        long version = 0;
        foreach (Parameter parameter in _parameters)
            version += parameter.Version;

        if (version == _version)
            return;

        foreach (Operation operation in _graph.Steps)
            operation.Prepare();

        _imagePlan.Prepare();
        _version = version;
    }

    private Slice NewSlice(int index)
    {
        Slice slice = new(index, _state, _graph.Layout.ScratchStart);
        slice.Use(new AlignedBuffer(_graph.Layout.Total));
        return slice;
    }
}
