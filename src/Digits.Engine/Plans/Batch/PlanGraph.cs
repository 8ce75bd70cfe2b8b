using Digits.Engine.Kernels;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Plans.Batch;

/// <summary>A network laid out: one operation a node, each with its regions in a slice's memory.</summary>
internal sealed class PlanGraph
{
    private readonly Dictionary<Node, Fusion> _fusions = [];
    private readonly Dictionary<Node, Region> _values = [];
    private readonly Dictionary<Node, Region> _gradients = [];
    private readonly Dictionary<Region, int> _pendingReads = [];
    private readonly Dictionary<Node, int> _readers = [];
    private readonly Dictionary<Node, Operation> _operations = [];
    private readonly Dictionary<Operation, List<Region>> _parts = [];
    private readonly Network _network;
    private readonly KernelSet _kernels;
    private readonly bool _training;

    internal PlanGraph(Network network, KernelSet kernels, bool training)
    {
        _network = network;
        _kernels = kernels;
        _training = training;
        foreach (Node input in network.Nodes.SelectMany(node => node.Inputs))
            _readers[input] = _readers.GetValueOrDefault(input) + 1;

        int index = 0;
        foreach (Fusion fusion in Fusion.Find(network, training, node => _readers.GetValueOrDefault(node)))
            _fusions[fusion.Result] = fusion;

        HashSet<Node> absorbed = [.. _fusions.Values.SelectMany(fusion => fusion.Absorbed)];
        foreach (Node node in network.Nodes)
        {
            if (!absorbed.Contains(node))
                LayOut(node, index);

            index++;
        }

        Steps = [.. network.Nodes.Where(_operations.ContainsKey).Select(node => _operations[node])];
    }

    internal MemoryLayout Layout { get; } = new();

    /// <summary>The operations in the order of the forward pass.</summary>
    internal Operation[] Steps { get; }

    internal Region Input => _values[_network.Input];

    internal Region Output => _values[_network.Output];

    internal Region OutputGradient => _gradients[_network.Output];

    /// <summary>Brings the weights into the kernels' form.</summary>
    internal void Prepare()
    {
        foreach (Operation operation in Steps)
            operation.Prepare();
    }

    /// <summary>Where several nodes read an operation's result: the parts of its gradient, to be summed before its own way back.</summary>
    internal IReadOnlyList<Region> GradientParts(Operation operation) => _parts.TryGetValue(operation, out List<Region>? parts) ? parts : [];

    /// <summary>Sums the parts of a gradient, in the order in which the network's nodes read the value.</summary>
    internal void Join(Slice slice, IReadOnlyList<Region> parts, Region total)
    {
        Span<float> sum = slice[total];
        slice[parts[0]].CopyTo(sum);
        for (int i = 1; i < parts.Count; i++)
            _kernels.Add(slice[parts[i]], sum);
    }

    private bool NeedsGradient(Node node) =>
        node.Layer is not null
        && (node.Layer.Parameters.Any(parameter => parameter.Trainable) || node.Inputs.Any(input => !_gradients[input].IsEmpty));

    private void LayOut(Node node, int index)
    {
        Fusion fusion = _fusions.GetValueOrDefault(node) ?? new Fusion(node);
        Node source = fusion.Source;
        bool nothing = !_training && source.Layer is Dropout;
        bool inPlace = nothing || CanFuse(node);
        long floats = (long)node.Shape.Size * Lanes.Count;
        _values[node] = inPlace ? _values[node.Inputs[0]] : Layout.Reserve(floats);
        _pendingReads[_values[node]] = _pendingReads.GetValueOrDefault(_values[node]) + Math.Max(1, _readers.GetValueOrDefault(node));
        _gradients[node] = !_training || !NeedsGradient(source) ? default
            : inPlace ? _gradients[node.Inputs[0]]
            : PassesGradientInPlace(fusion) ? _gradients[source.Inputs[0]]
            : Layout.Reserve(floats);
        if (source.Layer is null)
            return;

        if (nothing)
        {
            FreeInputs(source);
            return;
        }

        if (inPlace)
            _operations[node.Inputs[0]].FusedReLU = true;

        Operation operation = OperationFactory.Create(source.Layer, new Wiring
        {
            Layout = Layout,
            Kernels = _kernels,
            Training = _training,
            Index = index,
            Norm = fusion.Norm,
            Pool = fusion.Pool,
            InputShapes = [.. source.Inputs.Select(input => input.Shape)],
            OutputShape = node.Shape,
            Inputs = [.. source.Inputs.Select(input => _values[input])],
            Output = _values[node],
            InputGradients = GradientTargets(source),
            OutputGradient = _gradients[node],
        });
        operation.FusedReLU = fusion.ReLU;
        _operations[node] = operation;
        FreeInputs(source);
    }

    /// <summary>In inference, a value that has been read for the last time makes room for others.</summary>
    private void FreeInputs(Node node)
    {
        foreach (Node input in node.Inputs)
        {
            Region region = _values[input];
            if (--_pendingReads[region] == 0 && !_training)
                Layout.Free(region);
        }
    }

    /// <summary>A ReLU that is the only reader of its input is applied in place by the operation that makes the input.</summary>
    private bool CanFuse(Node node) =>
        node.Layer is ReLU && _readers[node.Inputs[0]] == 1 && _operations.TryGetValue(node.Inputs[0], out Operation? producer) && producer.CanFuseReLU;

    /// <summary>Batch normalization turns the gradient of its result into that of its input where it lies, if nobody else reads either.</summary>
    private bool PassesGradientInPlace(Fusion fusion) =>
        fusion.Source.Layer is BatchNorm && fusion.Pool is null && _readers[fusion.Source.Inputs[0]] == 1 && !_gradients[fusion.Source.Inputs[0]].IsEmpty;

    /// <summary>Where a value has several readers, each gets a region for its part of the gradient, and the parts are joined later.</summary>
    private Region[] GradientTargets(Node node)
    {
        Region[] targets = new Region[node.Inputs.Count];
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = _gradients[node.Inputs[i]];
            if (targets[i].IsEmpty || _readers[node.Inputs[i]] == 1)
                continue;

            targets[i] = Layout.Reserve(targets[i].Length);
            Operation producer = _operations[node.Inputs[i]];
            if (!_parts.TryGetValue(producer, out List<Region>? parts))
                _parts[producer] = parts = [];

            parts.Add(targets[i]);
        }

        return targets;
    }
}
