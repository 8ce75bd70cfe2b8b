namespace Digits.Engine.Onnx;

/// <summary>The constants of a graph, by name: those in the file and those that follow from them, as exporters reshape and transpose weights.</summary>
internal sealed class ConstantTable
{
    /// <summary>The operator that is a constant.</summary>
    internal const string Constant = "Constant";

    private readonly OnnxGraph _graph;
    private readonly Dictionary<string, ConstantTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorProto> _literals = new(StringComparer.Ordinal);

    internal ConstantTable(OnnxGraph graph)
    {
        _graph = graph;
        foreach (NodeProto node in graph.Nodes.Where(IsConstant))
        {
            string name = node.Outputs[0];
            if (node.OpType == Constant && new NodeAttributes(node).Tensor("value") is { } literal)
                (_literals[name], literal.Name) = (literal, name);
            else
                _tensors[name] = Fold(node);
        }
    }

    /// <summary>Whether a node reads nothing but constants.</summary>
    internal bool IsConstant(NodeProto node) => node.Inputs.TrueForAll(input => input.Length == 0 || Contains(input));

    /// <summary>A constant, decoded when it is first asked for, as some that nobody needs are of other types; null where the name is not one.</summary>
    internal ConstantTensor? Find(string name)
    {
        if (_tensors.TryGetValue(name, out ConstantTensor? tensor))
            return tensor;

        if ((_graph.Initializer(name) ?? _literals.GetValueOrDefault(name)) is not { } undecoded)
            return null;

        return _tensors[name] = ConstantTensor.Decode(undecoded);
    }

    /// <summary>A node's constant input, or null where it is left out or computed.</summary>
    internal ConstantTensor? Find(NodeProto node, int input) => input < node.Inputs.Count ? Find(node.Inputs[input]) : null;

    /// <summary>The axes of Squeeze and Unsqueeze: an input since operator set 13, an attribute before.</summary>
    internal IReadOnlyList<long>? Axes(NodeProto node) => new NodeAttributes(node).Ints("axes") ?? Find(node, 1)?.Integers;

    private bool Contains(string name) => _tensors.ContainsKey(name) || _literals.ContainsKey(name) || _graph.Initializer(name) is not null;

    private ConstantTensor Fold(NodeProto node)
    {
        if (node.OpType == Constant)
            return Literal(node);

        ConstantTensor x = Find(node, 0) ?? throw Unsupported(node);
        return node.OpType switch
        {
            "Identity" => x,
            "Cast" => Cast(node, x),
            "Transpose" => x.Transpose(Order(node, x.Dimensions.Length)),
            "Reshape" => Reshaped(node, x, ShapeRules.Reshape(node, Find(node, 1)?.Integers ?? throw Unsupported(node), x.Dimensions)),
            "Squeeze" => Reshaped(node, x, ShapeRules.Squeeze(node, Axes(node), x.Dimensions)),
            "Unsqueeze" => Reshaped(node, x, ShapeRules.Unsqueeze(node, Axes(node) ?? throw Unsupported(node), x.Dimensions)),
            _ => throw Unsupported(node),
        };
    }

    private static ConstantTensor Literal(NodeProto node)
    {
        NodeAttributes attributes = new(node);
        if (attributes.Find("value_float") is { } number)
            return ConstantTensor.Of([number.Float]);

        if (attributes.Find("value_int") is { } integer)
            return ConstantTensor.Of([integer.Int]);

        if (attributes.Find("value_floats") is { } numbers)
            return ConstantTensor.Of([.. numbers.Floats], numbers.Floats.Count);

        if (attributes.Find("value_ints") is { } integers)
            return ConstantTensor.Of([.. integers.Ints], integers.Ints.Count);

        throw OnnxError.At(node, "its value is of a kind that is not supported; numbers are.");
    }

    private static ConstantTensor Cast(NodeProto node, ConstantTensor x) => (TensorType)new NodeAttributes(node).Int("to", 0) switch
    {
        TensorType.Float32 => x.Floats is not null ? x : ConstantTensor.Of([.. x.Integers!.Select(value => (float)value)], x.Dimensions),
        TensorType.Int64 or TensorType.Int32 when x.Integers is not null => x,
        _ => throw Unsupported(node),
    };

    private static int[] Order(NodeProto node, int rank) => new NodeAttributes(node).Ints("perm") switch
    {
        null => [.. Enumerable.Range(0, rank).Reverse()],
        { } order when order.Count == rank => ShapeRules.Normalize(node, order, rank),
        _ => throw OnnxError.At(node, $"perm is not an order of {rank} axes; the file is damaged."),
    };

    private static ConstantTensor Reshaped(NodeProto node, ConstantTensor x, int[] dimensions) =>
        x.Reshape(dimensions) ?? throw OnnxError.At(node, $"{x.Count} values do not fill {string.Join('x', dimensions)}; the file is damaged.");

    private static InvalidInputException Unsupported(NodeProto node) => OnnxError.At(
        node,
        "it computes on constants in a way that is not supported; Cast, Constant, Identity, Reshape, Squeeze, Transpose and Unsqueeze are. " +
        "Export the model with constants folded.");
}
