namespace Digits.Engine.Onnx;

/// <summary>
/// LSTM, GRU and RNN. They read steps, <c>[T, N, C]</c>, so that exporters move the batch to and fro: a graph that has any is read as one for a single image
/// (see <see cref="ModelImporter"/>), and its batch is an axis of size 1 like others.
/// </summary>
internal sealed partial class GraphImporter
{
    /// <summary>Layers of which only the last step is wanted, in place of those that make all steps.</summary>
    private readonly List<(Layer All, Layer Last)> _lastSteps = [];

    /// <summary>Whether an operator is a recurrent layer.</summary>
    internal static bool IsRecurrent(NodeProto node) => IsOwn(node.Domain) && node.OpType is "GRU" or "LSTM" or "RNN";

    private void ImportRecurrent(NodeProto node)
    {
        NodeAttributes attributes = new(node);
        ImportedTensor x = Computed(node, 0);
        bool batchFirst = attributes.Int("layout", 0) != 0;
        int[] sizes = Sizes(x);
        if (sizes.Length != 3 || sizes[batchFirst ? 0 : 1] != 1)
            throw OnnxError.At(node, $"it reads {x} where steps [T, N, C] of one image are needed.");

        RecurrentWeights weights = RecurrentWeights.Read(node, _constants, channels: sizes[2], steps: sizes[batchFirst ? 1 : 0]);
        Node steps = Steps(node, x, sizes[2], weights.Steps);
        Node[] directions = new Node[weights.Directions];
        for (int i = 0; i < directions.Length; i++)
        {
            RecurrentLayer layer = weights.Layer(i);
            directions[i] = steps.Then(layer);
            CountValues(node, directions[i].Shape);
            string name = directions.Length == 1 ? node.Name : $"{node.Name}.{(layer.Reverse ? "reverse" : "forward")}";
            if (node.Name.Length > 0 && _names.Add(name))
                layer.Name = name;

            _weights.AddRange(weights.Of(layer, i));
        }

        (int count, int units) = (directions.Length, weights.Units);
        Node all = count == 1 ? directions[0] : Node.Concatenate(directions);
        Give(0, all, TensorLayout.OtherLast, batchFirst ? [1, weights.Steps, count, units] : [weights.Steps, count, 1, units]);
        if (IsRead(1))
            Give(1, StepOf(all, step: null), TensorLayout.Other, batchFirst ? [1, count, units] : [count, 1, units]);

        if (IsRead(2))
            throw OnnxError.At(node, "its cell is read by other nodes, which is not supported; its results may be.");

        bool IsRead(int output) => output < node.Outputs.Count && node.Outputs[output] is { Length: > 0 } name
            && (name == _graph.Output || _graph.Readers(name).Count > 0);

        void Give(int output, Node result, TensorLayout layout, int[] dimensions)
        {
            if (output < node.Outputs.Count && node.Outputs[output].Length > 0)
                _computed[node.Outputs[output]] = Seen(result, layout, dimensions);
        }
    }

    /// <summary>A tensor as a map of one row, whose columns are steps.</summary>
    private Node Steps(NodeProto node, ImportedTensor x, int channels, int steps)
    {
        if (x.IsChannelsLast && x.Node.Shape == new Shape(channels, 1, steps))
            return x.Node;

        Node result = x.Vector().Then(new Reshape(channels, 1, steps, channelsLast: true));
        CountValues(node, result.Shape);
        return result;
    }

    /// <summary>Values under dimensions that count the batch, of size 1, among them.</summary>
    private static ImportedTensor Seen(Node node, TensorLayout layout, int[] dimensions) => dimensions is [1, _, ..]
        ? new ImportedTensor(node, layout, View: dimensions[1..])
        : new ImportedTensor(node, layout, View: dimensions, Unbatched: true);

    /// <summary>One step of a recurrent layer, or one direction of two; null for anything else.</summary>
    private ImportedTensor? PartOfSteps(ImportedTensor x, int axis, int first, int count)
    {
        if (!IsSingle || first < 0 || count < 1 || !x.IsChannelsLast || !IsSequence(x.Node))
            return null;

        int[] sizes = [.. Sizes(x)];
        Shape shape = x.Node.Shape;
        int before = (int)Strides.Count(sizes.AsSpan(0, axis));
        int after = shape.Size / before / sizes[axis];
        sizes[axis] = count;
        if (before == shape.Pixels)
            return ChannelCut.Of(x.Node, first * after, count * after) is { } part ? Seen(part, TensorLayout.OtherLast, sizes) : null;

        return before == 1 && count == 1 && after == shape.Channels ? Seen(StepOf(x.Node, first), TensorLayout.Other, sizes) : null;
    }

    /// <summary>Whether a node holds the steps of a recurrent layer, or of several side by side.</summary>
    private static bool IsSequence(Node node) => node.Layer switch
    {
        RecurrentLayer layer => layer.ReturnSequences,
        Concatenate => node.Inputs.All(IsSequence),
        _ => false,
    };

    /// <summary>One step of a sequence.</summary>
    /// <param name="all">All steps.</param>
    /// <param name="step">The step; null for the last one that each direction reads.</param>
    private Node StepOf(Node all, int? step)
    {
        if (all.Layer is not RecurrentLayer layer)
            return Node.Concatenate([.. all.Inputs.Select(part => StepOf(part, step))]);

        Shape shape = all.Shape;
        int last = layer.Reverse ? 0 : shape.Width - 1;
        int place = step ?? last;
        return place == last && !_sharesSteps
            ? LastStep(all, layer)
            : all.Then(new Gather(new Shape(shape.Channels), [.. Enumerable.Range(0, shape.Channels).Select(c => (c * shape.Width) + place)]));
    }

    /// <summary>A recurrent layer as one that makes its last step alone.</summary>
    private Node LastStep(Node all, RecurrentLayer layer)
    {
        RecurrentLayer last = RecurrentWeights.Like(layer, returnSequences: false);
        Node result = all.Inputs[0].Then(last);
        Dictionary<Parameter, float[]> values = _weights.ToDictionary(one => one.Parameter, one => one.Values);
        for (int i = 0; i < last.Parameters.Count; i++)
            _weights.Add((last.Parameters[i], values[layer.Parameters[i]]));

        _lastSteps.Add((layer, last));
        return result;
    }

    /// <summary>Gives the layers of last steps their names; or false where others read all steps, too, so that they would be two layers.</summary>
    private bool NameLastSteps(Node output)
    {
        HashSet<Layer> used = [];
        HashSet<Node> seen = [];
        Stack<Node> open = new([output]);
        while (_lastSteps.Count > 0 && open.TryPop(out Node? node))
        {
            if (node.Layer is null || !seen.Add(node))
                continue;

            used.Add(node.Layer);
            foreach (Node input in node.Inputs)
                open.Push(input);
        }

        HashSet<Layer> wholes = [];
        foreach ((Layer all, Layer last) in _lastSteps.Where(one => used.Contains(one.Last)))
        {
            if (used.Contains(all) || !wholes.Add(all))
                return false;

            last.Name = all.Name;
        }

        return true;
    }
}
