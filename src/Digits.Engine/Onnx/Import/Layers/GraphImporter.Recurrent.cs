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
            Give(1, StepOf(all, step: null) ?? throw TooLong(node), TensorLayout.Other, batchFirst ? [1, count, units] : [count, 1, units]);

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

    /// <summary>Some of what lies along an axis: a step, a direction, channels, values of a vector; null where they do not lie together.</summary>
    private ImportedTensor? Cut(ImportedTensor x, int axis, int first, int count)
    {
        if (!IsSingle || !x.Padding.IsEmpty || first < 0 || count < 1)
            return null;

        int[] sizes = [.. Sizes(x)];
        Shape shape = x.Node.Shape;
        int before = sizes.Take(axis).Aggregate(1, (product, size) => product * size);
        int after = shape.Size / before / sizes[axis];
        sizes[axis] = count;
        if (x.IsChannelsLast && before == shape.Pixels)
            return ChannelCut.Of(x.Node, first * after, count * after) is { } part ? Seen(part, TensorLayout.OtherLast, sizes) : null;

        bool isStep = x.IsChannelsLast && before == 1 && count == 1 && after == shape.Channels && shape.Height == 1;
        return isStep && StepOf(x.Node, first) is { } step ? Seen(step, TensorLayout.Other, sizes) : null;
    }

    /// <summary>One step of a sequence; null where it has too many.</summary>
    /// <param name="all">All steps.</param>
    /// <param name="step">The step; null for the last one that each direction reads.</param>
    private Node? StepOf(Node all, int? step)
    {
        if (all.Layer is Concatenate)
        {
            Node?[] parts = [.. all.Inputs.Select(part => StepOf(part, step))];
            return Array.TrueForAll(parts, part => part is not null) ? Node.Concatenate([.. parts.Select(part => part!)]) : null;
        }

        int last = all.Layer is RecurrentLayer { Reverse: true } ? 0 : all.Shape.Width - 1;
        int place = step ?? last;
        if (!_sharesSteps && place == last && all.Layer is RecurrentLayer { ReturnSequences: true } layer)
            return LastStep(all, layer);

        // A maximum of the column and one in the padding, which never wins. A file cannot say that of greater windows.
        return all.Shape.Width > NodeAttributes.MaximumSize
            ? null
            : all.Then(new MaxPool2D(new Window2D(1, 2, StrideX: all.Shape.Width, PadLeft: 1, Dilation: place + 1)));
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

    private static InvalidInputException TooLong(NodeProto node) =>
        OnnxError.At(node, $"its last step and others are read, which is supported for at most {NodeAttributes.MaximumSize} steps.");
}
