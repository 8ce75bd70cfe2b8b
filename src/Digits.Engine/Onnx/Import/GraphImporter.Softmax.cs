namespace Digits.Engine.Onnx;

/// <summary>Softmax in pieces, as TensorFlow and hand-made models write it, and other small functions of several nodes.</summary>
internal sealed partial class GraphImporter
{
    /// <summary>Pieces that make no layer by themselves, by the names of their tensors.</summary>
    private readonly Dictionary<string, SoftmaxPart> _parts = new(StringComparer.Ordinal);

    /// <summary>Nodes that could be pieces and are not, as something else reads them.</summary>
    private readonly HashSet<NodeProto> _settled = [];

    private void ImportExp(NodeProto node)
    {
        if (Part(node, 0) is { Kind: SoftmaxPartKind.Shifted } shifted)
        {
            _parts[node.Outputs[0]] = shifted with { Kind = SoftmaxPartKind.Exponential, Maker = node };
            return;
        }

        ImportedTensor x = Computed(node, 0);
        if (x.Node.Layer is Softmax { Logarithm: true })
            Register(node, x with { Node = x.Node.Inputs[0].Then(new Softmax()) }, node);
        else if (_settled.Contains(node))
            Place(node, new Exp(), x);
        else
            _parts[node.Outputs[0]] = new SoftmaxPart(SoftmaxPartKind.Exponential, x, IsShifted: false, node);
    }

    /// <summary>The logarithm of a softmax, which the engine works out from the logits: it is exact where a probability is too small for float32.</summary>
    private void ImportLog(NodeProto node)
    {
        if (Part(node, 0) is { Kind: SoftmaxPartKind.Sum } sum)
        {
            _parts[node.Outputs[0]] = sum with { Kind = SoftmaxPartKind.LogarithmOfSum, Maker = node };
            return;
        }

        ImportedTensor x = Computed(node, 0);
        if (x.Node.Layer is Softmax { Logarithm: false })
            Register(node, x with { Node = x.Node.Inputs[0].Then(new Softmax(logarithm: true)) }, node);
        else
            Place(node, new Log(), x);
    }

    /// <summary>ReduceMax, ReduceSum and ReduceLogSumExp of the channels, where they may be pieces of a softmax.</summary>
    private bool TryImportSoftmaxSum(NodeProto node)
    {
        SoftmaxPart? part = Part(node, 0);
        bool fits = node.OpType == "ReduceSum" ? part is { Kind: SoftmaxPartKind.Exponential } : part is null;
        if (_settled.Contains(node) || !fits)
            return false;

        ImportedTensor x = part?.X ?? Computed(node, 0);
        if (_constants.Axes(node) is not [var axis] || ShapeRules.Normalize(node, [axis], x.Rank)[0] != x.ChannelAxis)
            return false;

        _parts[node.Outputs[0]] = node.OpType switch
        {
            "ReduceSum" => part! with { Kind = SoftmaxPartKind.Sum, Maker = node },
            "ReduceMax" => new SoftmaxPart(SoftmaxPartKind.Greatest, x, IsShifted: false, node),
            _ => new SoftmaxPart(SoftmaxPartKind.LogarithmOfSum, x, IsShifted: false, node),
        };
        return true;
    }

    /// <summary>Sub and Div where they are part of a softmax.</summary>
    private bool TryImportSoftmaxPart(NodeProto node)
    {
        if (Part(node, 1) is not { } second || _settled.Contains(node))
            return false;

        SoftmaxPart? first = Part(node, 0);
        if (node.OpType == "Div" && second.Kind == SoftmaxPartKind.Sum && first is { Kind: SoftmaxPartKind.Exponential } && first.Matches(second))
        {
            PlaceSoftmax(node, first.X, logarithm: false);
            return true;
        }

        if (first is null && !_computed.ContainsKey(node.Inputs[0]))
            return false;

        bool isShifted = first is { Kind: SoftmaxPartKind.Shifted };
        first ??= new SoftmaxPart(SoftmaxPartKind.Whole, Computed(node, 0), IsShifted: false, node);
        if (node.OpType != "Sub" || first.X.Node != second.X.Node || !(isShifted || first.Kind == SoftmaxPartKind.Whole))
            return false;

        if (second.Kind == SoftmaxPartKind.Greatest && !isShifted)
            _parts[node.Outputs[0]] = new SoftmaxPart(SoftmaxPartKind.Shifted, first.X, IsShifted: true, node);
        else if (second.Kind == SoftmaxPartKind.LogarithmOfSum && second.IsShifted == isShifted)
            PlaceSoftmax(node, first.X, logarithm: true);
        else
            return false;

        return true;
    }

    /// <summary>A piece that something else than a softmax reads becomes layers, and so does what it is made of.</summary>
    private void Settle(string name)
    {
        Stack<NodeProto> makers = [];
        for (string? next = name; next is not null && _parts.Remove(next, out SoftmaxPart? part); next = part.Maker.Inputs.Find(_parts.ContainsKey))
            makers.Push(part.Maker);

        while (makers.TryPop(out NodeProto? maker))
        {
            if (_settled.Add(maker) && !_absorbed.Contains(maker))
                Import(maker);
        }
    }

    /// <summary>JAX drops the axis of a sum or maximum and puts it back: the piece stays the same.</summary>
    private bool TryPassSoftmaxPart(NodeProto node)
    {
        bool passes = !_settled.Contains(node) && node.OpType is "Unsqueeze" or "Reshape" or "Expand" or "Identity";
        if (!passes || Part(node, 0) is not { Kind: SoftmaxPartKind.Greatest or SoftmaxPartKind.Sum or SoftmaxPartKind.LogarithmOfSum } part)
            return false;

        _parts[node.Outputs[0]] = part with { Maker = node };
        return true;
    }

    private void PlaceSoftmax(NodeProto node, ImportedTensor x, bool logarithm) =>
        Register(node, x with { Node = (x.Layout == TensorLayout.Flat ? x.Vector() : x.Node).Then(new Softmax(logarithm)) }, node);

    private SoftmaxPart? Part(NodeProto node, int input) => input < node.Inputs.Count ? _parts.GetValueOrDefault(node.Inputs[input]) : null;

    /// <summary>Why a tensor is not among the computed ones.</summary>
    private string Missing(string name) => _aside.TryGetValue(name, out (ImportedTensor X, int Axis) aside)
        ? $"its input {OnnxError.Quote(name)} has the batch as axis {aside.Axis}, which is not supported here; export the model for a batch of 1."
        : $"its input {OnnxError.Quote(name)} is a constant or another node's second result, which is not supported.";

    /// <summary>The greater of a value and a part of it.</summary>
    private bool TryImportLeakyMax(NodeProto node)
    {
        for (int i = 0; i < 2; i++)
        {
            (ImportedTensor x, ImportedTensor part) = (Computed(node, i), Computed(node, 1 - i));
            if (part.Node is { Layer: Affine affine, Inputs: [var read] } && read == x.Node && Slope(affine) is { } slope)
            {
                Place(node, new LeakyReLU(slope), x);
                return true;
            }
        }

        return false;

        static float? Slope(Affine affine)
        {
            float[] scales = affine.Scale.ToArray();
            bool oneForAll = Array.TrueForAll(scales, scale => scale == scales[0]) && Array.TrueForAll(affine.Shift.ToArray(), shift => shift == 0);
            return oneForAll && scales[0] is >= 0 and < 1 ? scales[0] : null;
        }
    }

    /// <summary>Scikit-learn's last step, of which nothing is left to do after a softmax.</summary>
    private void ImportNormalizer(NodeProto node)
    {
        ImportedTensor x = Computed(node, 0);
        if (x.Node.Layer is not Softmax { Logarithm: false } || new NodeAttributes(node).Text("norm", "MAX") != "L1")
            throw OnnxError.At(node, "it is supported after a softmax only; train the model with a softmax (multinomial) output.");

        Pass(node, x);
    }
}
