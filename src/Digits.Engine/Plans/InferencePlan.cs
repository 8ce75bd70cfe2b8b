using Digits.Engine.Kernels;
using Digits.Engine.Plans;
using Digits.Engine.Plans.Batch;
using Digits.Engine.Plans.Single;

namespace Digits.Engine;

/// <summary>
/// Runs a network. Any number of threads may call <see cref="Run(ReadOnlyMemory{float}, Memory{float})"/> at once: they share the weights, and each call has
/// working memory of its own, which is kept, so that a call allocates nothing once the plan is warm. The results are the same bits however many calls there
/// are. Changed weights are read anew by the next call, so a plan may stand beside a <see cref="TrainingPlan"/> of the same network; weights must not change
/// during a call.
/// </summary>
public sealed class InferencePlan
{
    private readonly Network _network;
    private readonly Parameter[] _parameters;
    private readonly InferenceContexts _contexts;

    /// <summary>Lays out a plan.</summary>
    /// <param name="network">The network.</param>
    /// <param name="threads">Threads that share the work of one call, the caller's included; 0 for one a processor.</param>
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
        PlanForm<PlanGraph> slices = new(() => new PlanGraph(network, kernels, training: false), static graph => graph.Prepare());
        PlanForm<ImagePlan> singles = new(() => new ImagePlan(network, kernels), static plan => plan.Prepare());
        WorkerPool pool = WorkerPool.Of(threads == 0 ? Environment.ProcessorCount : threads);
        _contexts = new InferenceContexts(() => new InferenceContext(slices, singles, network.Input.Shape, network.Output.Shape, pool));
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

        InferenceContext context = _contexts.Rent();
        try
        {
            context.Run(images, results, Version());
        }
        finally
        {
            _contexts.Return(context);
        }
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

    /// <summary>Grows with every change of any weight.</summary>
    private long Version()
    {
        long version = 0;
        foreach (Parameter parameter in _parameters)
            version += parameter.Version;

        return version;
    }
}
