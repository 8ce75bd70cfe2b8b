namespace Digits.Engine.Onnx;

/// <summary>
/// The constants of a graph, by name: those in the file and those that follow from them. Some follow only once a computed tensor's size is known; the importer
/// adds these as it comes to them.
/// </summary>
internal sealed class ConstantTable
{
    /// <summary>The operator that is a constant.</summary>
    internal const string Constant = "Constant";

    /// <summary>Values that are worked out for one model, all together.</summary>
    private const long MaximumValues = 1 << 26;

    private readonly OnnxGraph _graph;
    private readonly Dictionary<string, ConstantTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorProto> _literals = new(StringComparer.Ordinal);
    private long _spent;

    internal ConstantTable(OnnxGraph graph, long operatorSet, ImportWork work)
    {
        OperatorSet = operatorSet;
        _graph = graph;
        Work = work;
        foreach (NodeProto node in graph.Nodes)
            TryFold(node);
    }

    internal long OperatorSet { get; }

    internal ImportWork Work { get; }

    /// <summary>Works a node out where it reads nothing but constants; else gives false.</summary>
    internal bool TryFold(NodeProto node)
    {
        if (!IsConstant(node))
            return false;

        string name = node.Outputs[0];
        if (Contains(name))
            return true;

        if (node.OpType == Constant && new NodeAttributes(node).Tensor("value") is { } literal)
        {
            (_literals[name], literal.Name) = (literal, name);
            return true;
        }

        IReadOnlyList<ConstantTensor> results = node.OpType == Constant ? [Literal(node)] : ConstantFolder.Fold(new ConstantNode(node, this));
        for (int i = 0; i < Math.Min(results.Count, node.Outputs.Count); i++)
            _tensors[node.Outputs[i]] = results[i];

        return true;
    }

    /// <summary>A constant that the importer knows.</summary>
    internal void Add(string name, ConstantTensor tensor) => _tensors[name] = tensor;

    /// <summary>A constant of a branch that the importer has entered.</summary>
    internal void Add(string name, TensorProto tensor) => _literals[name] = tensor;

    /// <summary>Whether a node reads nothing but constants. What a branch reads besides is not seen here.</summary>
    internal bool IsConstant(NodeProto node) =>
        node.Inputs.TrueForAll(input => input.Length == 0 || Contains(input)) && !node.Attributes.Exists(attribute => attribute.Graph is not null);

    internal bool Contains(string name) => _tensors.ContainsKey(name) || _literals.ContainsKey(name) || _graph.Initializer(name) is not null;

    /// <summary>A constant, decoded when it is first asked for, as some that nobody needs are of other types; null where the name is not one.</summary>
    internal ConstantTensor? Find(string name)
    {
        if (_tensors.TryGetValue(name, out ConstantTensor? tensor))
            return tensor;

        if ((_graph.Initializer(name) ?? _literals.GetValueOrDefault(name)) is not { } undecoded)
            return null;

        return _tensors[name] = TensorDecoder.Decode(undecoded);
    }

    /// <summary>A node's constant input, or null where it is left out or computed.</summary>
    internal ConstantTensor? Find(NodeProto node, int input) =>
        input < node.Inputs.Count && node.Inputs[input].Length > 0 ? Find(node.Inputs[input]) : null;

    /// <summary>The axes of Squeeze, Unsqueeze and reductions: an input in newer operator sets, an attribute before.</summary>
    internal IReadOnlyList<long>? Axes(NodeProto node) => new NodeAttributes(node).Ints("axes") ?? Find(node, 1)?.Integers;

    /// <summary>Takes note of values that are about to be worked out, and refuses more than a model of digits can need.</summary>
    internal void Spend(NodeProto node, long values)
    {
        if ((_spent += values) > MaximumValues)
            throw OnnxError.At(node, $"with it, more than {MaximumValues} values would have to be worked out of constants, which is more than is supported.");
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
}
