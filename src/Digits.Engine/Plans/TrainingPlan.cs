using Digits.Engine.Kernels;
using Digits.Engine.Plans;
using Digits.Engine.Plans.Batch;

namespace Digits.Engine;

/// <summary>
/// Trains a network. The batch is cut into slices of 32 images, and slices into at most eight pieces; each piece sums its weight gradients in order,
/// and the pieces are summed in order, so that the weights do not depend on the number of threads. Memory is laid out once; a step allocates nothing.
/// </summary>
public sealed class TrainingPlan
{
    private const int MostPieces = 8;

    private readonly Network _network;
    private readonly Parameter[] _parameters;
    private readonly Optimizer _optimizer;
    private readonly TrainingPlanOptions _options;
    private readonly PlanGraph _graph;
    private readonly WorkerPool _pool;
    private readonly StepState _state = new();
    private readonly TrainingPhase[] _phases;
    private readonly PreparePhase _prepare;
    private readonly UpdatePhase _update;
    private readonly NormPhase _norm;

    /// <summary>Lays out a plan.</summary>
    /// <param name="network">The network; its output is what the loss takes, or the mean of several such vectors, its heads, each of which then has a loss of
    /// its own.</param>
    /// <param name="optimizer">What changes the weights.</param>
    /// <param name="options">Batch size, threads, seed; null for the defaults.</param>
    /// <exception cref="ArgumentException">The network's output is not what the loss takes, or it has no weights.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="InvalidInputException">32 images of the network, with what training keeps of them, need more memory than an array has.</exception>
    public TrainingPlan(Network network, Optimizer optimizer, TrainingPlanOptions? options = null)
        : this(network, optimizer, options, KernelFactory.Default)
    {
    }

    internal TrainingPlan(Network network, Optimizer optimizer, TrainingPlanOptions? options, KernelSet kernels)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        _options = options ?? new TrainingPlanOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.BatchSize, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(_options.Threads, nameof(options));
        ArgumentNullException.ThrowIfNull(_options.Loss, nameof(options));
        _options.Loss.CheckOutput(network.Output.Shape);
        if (!network.Parameters.Any(parameter => parameter.Trainable))
            throw new ArgumentException("The network has nothing to train: none of its layers has weights.", nameof(network));

        _network = network;
        _parameters = [.. network.Parameters];
        _optimizer = optimizer;
        IReadOnlyList<Node> heads = network.Heads;
        _graph = new PlanGraph(heads.Count == 1 ? network : network.UpTo(Node.Concatenate([.. heads])), kernels, training: true);
        _pool = WorkerPool.Of(_options.Threads == 0 ? Environment.ProcessorCount : _options.Threads);

        _graph.Layout.NeedScratch(Lanes.Count * network.Input.Shape.Size);
        _graph.Layout.NeedScratch((Lanes.Count * network.Output.Shape.Size) + _options.Loss.ScratchFloats(network.Output.Shape));
        Gradients = new GradientLayout(_graph, network);
        int sliceCount = (_options.BatchSize + Lanes.Count - 1) / Lanes.Count;
        int pieceCount = Math.Min(sliceCount, MostPieces);
        AlignedBuffer[] sums = [.. Enumerable.Range(0, pieceCount).Select(_ => new AlignedBuffer(Gradients.Length))];
        _state.Slices = [.. Enumerable.Range(0, sliceCount).Select(index => new Slice(index, _state))];
        for (int i = 0; i < sliceCount; i++)
        {
            int piece = i * pieceCount / sliceCount;
            _state.Slices[i].WeightGradients = sums[piece];
            _state.Slices[i].StartsPiece = i == 0 || (i - 1) * pieceCount / sliceCount != piece;
        }

        _phases = TrainingPhase.Cut(_graph, _state, _pool.Threads);
        _prepare = new PreparePhase(_graph);
        optimizer.Attach(Gradients.Parameters);
        _update = new UpdatePhase(kernels, optimizer, Gradients, sums, _state);
        _norm = new NormPhase(_update);
    }

    internal GradientLayout Gradients { get; }

    /// <summary>One step of a classifier: forward, loss, backward, update.</summary>
    /// <param name="images">Images one after another, <c>[N, C, H, W]</c>.</param>
    /// <param name="labels">One label an image, below the network's number of classes.</param>
    /// <returns>The loss and hits before the update.</returns>
    /// <exception cref="ArgumentException">There are no images or too many, or the sizes differ.</exception>
    public StepResult Step(ReadOnlyMemory<float> images, ReadOnlyMemory<byte> labels) => Step(images, Targets.Classes(labels));

    /// <summary>One step: forward, loss, backward, update.</summary>
    /// <param name="images">Images one after another, <c>[N, C, H, W]</c>.</param>
    /// <param name="targets">What the network is to give for them, in the form that the loss takes.</param>
    /// <returns>The loss and hits before the update.</returns>
    /// <exception cref="ArgumentException">There are no images or too many, the sizes differ, or the targets are not possible.</exception>
    public StepResult Step(ReadOnlyMemory<float> images, in Targets targets)
    {
        if (images.Length != targets.Count * _network.Input.Shape.Size)
            throw new ArgumentException($"{targets.Count} images of {_network.Input.Shape} are not {images.Length} values.", nameof(images));

        return Step(new StepInput(images, null, targets));
    }

    /// <summary>One step on images that are made as they are needed: forward, loss, backward, update.</summary>
    /// <param name="images">Makes the images; called by the plan's threads.</param>
    /// <param name="targets">What the network is to give for them, in the form that the loss takes.</param>
    /// <returns>The loss and hits before the update.</returns>
    /// <exception cref="ArgumentException">There are no images or too many, or the targets are not possible.</exception>
    public StepResult Step(IBatchSource images, in Targets targets)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Step(new StepInput(default, images, targets));
    }

    /// <summary>The gradient of the last step or of <c>ComputeGradients</c> with respect to a parameter, in PyTorch's order.</summary>
    internal float[] GradientOf(Parameter parameter)
    {
        Region region = Gradients[parameter];
        float[] sum = new float[region.Length];
        _update.SumPieces(region, sum);
        return parameter.ToArray(sum);
    }

    internal void ComputeGradients(ReadOnlyMemory<float> images, in Targets targets) => ComputeGradients(new StepInput(images, null, targets));

    private StepResult Step(in StepInput input)
    {
        ComputeGradients(input);
        _update.Scale = 1;
        if (_optimizer.ClipNorm > 0)
        {
            _pool.Run(_norm, _norm.Items);
            _update.Scale = _norm.Scale(_optimizer.ClipNorm);
        }

        _optimizer.BeginStep();
        _pool.Run(_update, _update.Items);
        TouchParameters();

        StepResult result = new(0, 0, input.Targets.Count);
        foreach (Slice slice in _state.Slices.AsSpan(0, _state.ActiveSlices))
            result = result with { Loss = result.Loss + slice.Loss, Correct = result.Correct + slice.Correct };

        return result;
    }

    private void ComputeGradients(in StepInput input)
    {
        int count = input.Targets.Count;
        if (count == 0 || count > _options.BatchSize)
            throw new ArgumentException($"A step takes 1 to {_options.BatchSize} images, not {count}.", nameof(input));

        _options.Loss.CheckTargets(input.Targets, _network.Output.Shape);
        _state.Images = count;
        _state.ActiveSlices = (count + Lanes.Count - 1) / Lanes.Count;
        _state.Random = new CounterRandom(_options.Seed).Fork((ulong)_optimizer.Steps);
        foreach (Slice slice in _state.Slices)
            slice.Count = Math.Clamp(count - (slice.Index * Lanes.Count), 0, Lanes.Count);

        _pool.Run(_prepare, _prepare.Items);
        foreach (TrainingPhase phase in _phases)
        {
            phase.Begin(input, _network, _options.Loss);
            _pool.Run(phase, phase.Items);
        }

        foreach (Operation operation in _graph.Steps)
            operation.AfterForward(_state);

        TouchParameters();
    }

    private void TouchParameters()
    {
        foreach (Parameter parameter in _parameters)
            parameter.Touch();
    }
}
