using System.Numerics.Tensors;
using Digits.Engine.Plans.Batch;

namespace Digits.Engine.Plans;

/// <summary>
/// A stretch of a training step that every slice goes through on its own; between two phases all slices wait for one another. A network without
/// batch normalisation has a single phase: each slice goes all the way forward and back while it is in its core's cache, and slices that a thread takes one
/// after another share its memory. Otherwise every slice keeps memory of its own.
/// </summary>
internal sealed class TrainingPhase : IWork
{
    private readonly List<Action<Slice>> _actions = [];
    private readonly PlanGraph _graph;
    private readonly StepState _state;
    private AlignedBuffer[] _memoryOfWorker = [];
    private StepInput _input;
    private Network? _network;
    private float _smoothing;

    private TrainingPhase(PlanGraph graph, StepState state)
    {
        _graph = graph;
        _state = state;
    }

    /// <summary>One item a piece that has images.</summary>
    internal int Items { get; private set; }

    /// <summary>Cuts a plan into phases and gives its slices memory.</summary>
    internal static TrainingPhase[] Cut(PlanGraph graph, StepState state, int threads)
    {
        List<TrainingPhase> phases = [new(graph, state)];
        phases[0]._actions.Add(phases[0].Load);
        foreach (Operation operation in graph.Steps)
        {
            for (int part = 0; part < operation.ForwardParts; part++)
            {
                int number = part;
                Next(part)._actions.Add(slice => operation.Forward(slice, number));
            }
        }

        TrainingPhase last = phases[^1];
        last._actions.Add(last.ComputeLoss);
        foreach (Operation operation in graph.Steps.Reverse())
        {
            if (operation.OutputGradient.IsEmpty)
                continue;

            IReadOnlyList<Region> parts = graph.GradientParts(operation);
            if (parts.Count > 0)
                Next(0)._actions.Add(slice => graph.Join(slice, parts, operation.OutputGradient));

            for (int part = 0; part < operation.BackwardParts; part++)
            {
                int number = part;
                Next(part)._actions.Add(slice => operation.Backward(slice, number));
            }
        }

        if (phases.Count == 1)
        {
            phases[0]._memoryOfWorker = [.. Enumerable.Range(0, threads).Select(_ => new AlignedBuffer(graph.Layout.Total))];
        }
        else
        {
            foreach (Slice slice in state.Slices)
                slice.Use(new AlignedBuffer(graph.Layout.Total));
        }

        return [.. phases];

        TrainingPhase Next(int part)
        {
            if (part > 0)
                phases.Add(new TrainingPhase(graph, state));

            return phases[^1];
        }
    }

    internal void Begin(in StepInput input, Network network, float smoothing)
    {
        (_input, _network, _smoothing) = (input, network, smoothing);
        Items = 0;
        for (int i = 0; i < _state.ActiveSlices; i++)
            Items += _state.Slices[i].StartsPiece ? 1 : 0;
    }

    public void Execute(int item, int worker)
    {
        int piece = -1;
        for (int i = 0; i < _state.ActiveSlices; i++)
        {
            Slice slice = _state.Slices[i];
            piece += slice.StartsPiece ? 1 : 0;
            if (piece != item)
                continue;

            if (_memoryOfWorker.Length > 0)
                slice.Use(_memoryOfWorker[worker]);

            foreach (Action<Slice> action in _actions)
                action(slice);
        }
    }

    private void Load(Slice slice)
    {
        Shape shape = _network!.Input.Shape;
        int first = slice.Index * Kernels.Lanes.Count;
        int floats = slice.Count * shape.Size;
        if (_input.Source is not { } source)
        {
            LaneTransfer.Load(_input.Images.Span.Slice(first * shape.Size, floats), shape, slice[_graph.Input]);
            return;
        }

        Span<float> images = slice.Scratch(floats);
        source.Fill(first, images);
        LaneTransfer.Load(images, shape, slice[_graph.Input]);
    }

    private void ComputeLoss(Slice slice)
    {
        int first = slice.Index * Kernels.Lanes.Count;
        int classes = _network!.Output.Shape.Channels;
        ReadOnlySpan<byte> labels = _input.Labels.Span.Slice(first, slice.Count);
        ReadOnlySpan<float> targets = _input.Targets.IsEmpty ? default : _input.Targets.Span.Slice(first * classes, slice.Count * classes);
        Span<float> logits = slice[_graph.Output];
        Span<float> gradient = slice[_graph.OutputGradient];
        int floats = classes * Kernels.Lanes.Count;
        Span<float> sum = slice.Scratch(floats);
        sum.Clear();
        double loss = 0;
        for (int head = 0; head < logits.Length; head += floats)
        {
            loss += CrossEntropy.Compute(logits.Slice(head, floats), labels, targets, _smoothing, 1f / _state.Images, gradient.Slice(head, floats));
            TensorPrimitives.Add(sum, logits.Slice(head, floats), sum);
        }

        slice.Loss = loss * floats / logits.Length;
        slice.Correct = CrossEntropy.Hits(sum, labels);
    }
}
