using System.Numerics.Tensors;
using Digits.Engine.Kernels;
using Digits.Engine.Losses;
using Digits.Engine.Plans.Batch;

namespace Digits.Engine.Plans;

/// <summary>
/// A stretch of a training step that every slice goes through on its own; between two phases all slices wait for one another. A network without
/// batch normalization has a single phase: each slice goes all the way forward and back while it is in its core's cache, and slices that a thread takes one
/// after another share its memory. Otherwise every slice keeps memory of its own.
/// </summary>
internal sealed class TrainingPhase : IWork
{
    private readonly List<Action<Slice>> _actions = [];
    private readonly PlanGraph _graph;
    private readonly StepState _state;
    private readonly AlignedBuffer[] _scratchOfWorker;
    private AlignedBuffer[] _memoryOfWorker = [];
    private StepInput _input;
    private Network? _network;
    private Loss? _loss;

    private TrainingPhase(PlanGraph graph, StepState state, AlignedBuffer[] scratchOfWorker)
    {
        _graph = graph;
        _state = state;
        _scratchOfWorker = scratchOfWorker;
    }

    /// <summary>One item a piece that has images.</summary>
    internal int Items { get; private set; }

    /// <summary>Cuts a plan into phases and gives its slices memory.</summary>
    internal static TrainingPhase[] Cut(PlanGraph graph, StepState state, int threads)
    {
        AlignedBuffer[] scratch = OfWorkers(graph.Layout.ScratchFloats);
        List<TrainingPhase> phases = [new(graph, state, scratch)];
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
            phases[0]._memoryOfWorker = OfWorkers(graph.Layout.Length);
        }
        else
        {
            foreach (Slice slice in state.Slices)
                slice.Keep(new AlignedBuffer(graph.Layout.Length));
        }

        return [.. phases];

        TrainingPhase Next(int part)
        {
            if (part > 0)
                phases.Add(new TrainingPhase(graph, state, scratch));

            return phases[^1];
        }

        AlignedBuffer[] OfWorkers(int floats) => [.. Enumerable.Range(0, threads).Select(_ => new AlignedBuffer(floats))];
    }

    internal void Begin(in StepInput input, Network network, Loss loss)
    {
        (_input, _network, _loss) = (input, network, loss);
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

            slice.Use(_scratchOfWorker[worker]);
            if (_memoryOfWorker.Length > 0)
                slice.Keep(_memoryOfWorker[worker]);

            foreach (Action<Slice> action in _actions)
                action(slice);
        }
    }

    private void Load(Slice slice)
    {
        Shape shape = _network!.Input.Shape;
        int first = slice.Index * Lanes.Count;
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

    /// <summary>The loss of each head by itself; an image is right if the sum of its heads' outputs is.</summary>
    private void ComputeLoss(Slice slice)
    {
        Shape shape = _network!.Output.Shape;
        LossPart part = new(slice.Index * Lanes.Count, slice.Count, _state.Images);
        ReadOnlySpan<float> output = slice[_graph.Output];
        Span<float> gradient = slice[_graph.OutputGradient];
        int floats = shape.Size * Lanes.Count;
        if (output.Length == floats)
        {
            slice.Loss = _loss!.Compute(_input.Targets, part, output, shape, gradient, slice.Scratch(_loss.ScratchFloats(shape)));
            slice.Correct = _loss.CountCorrect(_input.Targets, part, output, shape);
            return;
        }

        Span<float> scratch = slice.Scratch(floats + _loss!.ScratchFloats(shape));
        Span<float> sum = scratch[..floats];
        sum.Clear();
        double loss = 0;
        for (int head = 0; head < output.Length; head += floats)
        {
            loss += _loss.Compute(_input.Targets, part, output.Slice(head, floats), shape, gradient.Slice(head, floats), scratch[floats..]);
            TensorPrimitives.Add(sum, output.Slice(head, floats), sum);
        }

        slice.Loss = loss * floats / output.Length;
        slice.Correct = _loss.CountCorrect(_input.Targets, part, sum, shape);
    }
}
