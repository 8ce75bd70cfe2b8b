namespace Digits.Engine.Onnx;

/// <summary>What operators make of constants, as ONNX Runtime does before it runs a graph. Each gives the first of its results, but for Split.</summary>
internal static class ConstantFolder
{
    private static readonly Dictionary<string, Func<ConstantNode, ConstantTensor>> _operators = new(StringComparer.Ordinal)
    {
        ["Abs"] = node => ElementwiseFolding.Unary(node, MathF.Abs, Math.Abs),
        ["Add"] = node => ElementwiseFolding.Binary(node, (a, b) => a + b, (a, b) => a + b),
        ["And"] = node => ElementwiseFolding.Binary(node, (a, b) => a, (a, b) => a & b),
        ["Cast"] = node => CastFolding.Cast(node, node.Required(0), (TensorType)node.Attributes.Int("to", 0)),
        ["CastLike"] = node => CastFolding.Cast(node, node.Required(0), node.Required(1).Type),
        ["Ceil"] = node => ElementwiseFolding.Unary(node, MathF.Ceiling, x => x),
        ["Clip"] = ElementwiseFolding.Clip,
        ["Concat"] = SelectionFolding.Concat,
        ["ConstantOfShape"] = ShapeFolding.Fill,
        ["Cos"] = node => ElementwiseFolding.Unary(node, MathF.Cos),
        ["DequantizeLinear"] = QuantizationFolding.Dequantize,
        ["Div"] = node => ElementwiseFolding.Binary(node, (a, b) => a / b, (a, b) => b == 0 ? throw node.Damaged("it divides by 0") : b == -1 ? -a : a / b),
        ["Dropout"] = node => node.Required(0),
        ["Equal"] = node => ElementwiseFolding.Compare(node, (a, b) => a == b),
        ["Exp"] = node => ElementwiseFolding.Unary(node, MathF.Exp),
        ["Expand"] = ShapeFolding.Expand,
        ["Flatten"] = ShapeFolding.Flatten,
        ["Floor"] = node => ElementwiseFolding.Unary(node, MathF.Floor, x => x),
        ["Gather"] = SelectionFolding.Gather,
        ["Gemm"] = ProductFolding.Gemm,
        ["Greater"] = node => ElementwiseFolding.Compare(node, (a, b) => a > b),
        ["GreaterOrEqual"] = node => ElementwiseFolding.Compare(node, (a, b) => a >= b),
        ["Identity"] = node => node.Required(0),
        ["LeakyRelu"] = ElementwiseFolding.LeakyRelu,
        ["Less"] = node => ElementwiseFolding.Compare(node, (a, b) => a < b),
        ["LessOrEqual"] = node => ElementwiseFolding.Compare(node, (a, b) => a <= b),
        ["Log"] = node => ElementwiseFolding.Unary(node, MathF.Log),
        ["LogSoftmax"] = node => ReductionFolding.Softmax(node, (shifted, sum) => shifted - Math.Log(sum)),
        ["MatMul"] = ProductFolding.Multiply,
        ["Max"] = node => ElementwiseFolding.Binary(node, MathF.Max, Math.Max),
        ["Mean"] = ElementwiseFolding.Mean,
        ["Min"] = node => ElementwiseFolding.Binary(node, MathF.Min, Math.Min),
        ["Mod"] = node => ElementwiseFolding.Binary(node, (a, b) => a % b, (a, b) => b is 0 or -1 ? 0 : ((a % b) + b) % b),
        ["Mul"] = node => ElementwiseFolding.Binary(node, (a, b) => a * b, (a, b) => a * b),
        ["Neg"] = node => ElementwiseFolding.Unary(node, x => -x, x => -x),
        ["Not"] = node => ElementwiseFolding.Unary(node, x => x, x => x == 0 ? 1 : 0),
        ["Or"] = node => ElementwiseFolding.Binary(node, (a, b) => a, (a, b) => a | b),
        ["Pow"] = node => ElementwiseFolding.Binary(node, MathF.Pow, (a, b) => (long)Math.Pow(a, b)),
        ["QuantizeLinear"] = QuantizationFolding.Quantize,
        ["Range"] = ShapeFolding.Range,
        ["Reciprocal"] = node => ElementwiseFolding.Unary(node, x => 1f / x),
        ["ReduceL1"] = node => ReductionFolding.Reduce(node, 0, (sum, x) => sum + Math.Abs(x), (sum, _) => sum),
        ["ReduceL2"] = node => ReductionFolding.Reduce(node, 0, (sum, x) => sum + (x * x), (sum, _) => Math.Sqrt(sum)),
        ["ReduceMax"] = node => ReductionFolding.Reduce(node, double.NegativeInfinity, Math.Max, (most, _) => most),
        ["ReduceMean"] = node => ReductionFolding.Reduce(node, 0, (sum, x) => sum + x, (sum, count) => sum / count),
        ["ReduceMin"] = node => ReductionFolding.Reduce(node, double.PositiveInfinity, Math.Min, (least, _) => least),
        ["ReduceProd"] = node => ReductionFolding.Reduce(node, 1, (product, x) => product * x, (product, _) => product),
        ["ReduceSum"] = node => ReductionFolding.Reduce(node, 0, (sum, x) => sum + x, (sum, _) => sum),
        ["ReduceSumSquare"] = node => ReductionFolding.Reduce(node, 0, (sum, x) => sum + (x * x), (sum, _) => sum),
        ["Relu"] = node => ElementwiseFolding.Unary(node, x => MathF.Max(x, 0), x => Math.Max(x, 0)),
        ["Reshape"] = ShapeFolding.Reshape,
        ["Round"] = node => ElementwiseFolding.Unary(node, MathF.Round, x => x),
        ["Shape"] = node => ShapeFolding.Shape(node.Attributes, [.. node.Required(0).Dimensions.Select(size => (long)size)], dependsOnBatch: false),
        ["Sigmoid"] = node => ElementwiseFolding.Unary(node, x => 1 / (1 + MathF.Exp(-x))),
        ["Sign"] = node => ElementwiseFolding.Unary(node, x => float.IsNaN(x) ? x : MathF.Sign(x), x => Math.Sign(x)),
        ["Sin"] = node => ElementwiseFolding.Unary(node, MathF.Sin),
        ["Size"] = node => ConstantTensor.Of([(long)node.Required(0).Count]),
        ["Slice"] = SelectionFolding.Slice,
        ["Softmax"] = node => ReductionFolding.Softmax(node, (shifted, sum) => Math.Exp(shifted) / sum),
        ["Softplus"] = node => ElementwiseFolding.Unary(node, x => x > 20 ? x : MathF.Log(1 + MathF.Exp(x))),
        ["Sqrt"] = node => ElementwiseFolding.Unary(node, MathF.Sqrt),
        ["Squeeze"] = ShapeFolding.Squeeze,
        ["Sub"] = node => ElementwiseFolding.Binary(node, (a, b) => a - b, (a, b) => a - b),
        ["Sum"] = node => ElementwiseFolding.Binary(node, (a, b) => a + b, (a, b) => a + b),
        ["Tanh"] = node => ElementwiseFolding.Unary(node, MathF.Tanh),
        ["Tile"] = ShapeFolding.Tile,
        ["Transpose"] = ShapeFolding.Transpose,
        ["Unsqueeze"] = ShapeFolding.Unsqueeze,
        ["Where"] = ElementwiseFolding.Where,
        ["Xor"] = node => ElementwiseFolding.Binary(node, (a, b) => a, (a, b) => a ^ b),
    };

    /// <summary>Whether an operator of ONNX's own is known here.</summary>
    internal static bool Knows(NodeProto node) => node.OpType is ConstantTable.Constant or "Split" || _operators.ContainsKey(node.OpType);

    /// <summary>The results of a node, in the order of its outputs; those that are not known are left out.</summary>
    /// <exception cref="DigitsException">The node cannot be worked out.</exception>
    internal static IReadOnlyList<ConstantTensor> Fold(ConstantNode node)
    {
        NodeProto proto = node.Node;
        if (proto.OpType == "Split")
            return SelectionFolding.Split(node);

        return _operators.TryGetValue(proto.OpType, out Func<ConstantNode, ConstantTensor>? fold)
            ? [fold(node)]
            : throw OnnxError.At(
                proto,
                $"it computes on constants by {OnnxError.Clean(proto.OpType)}, which is not supported. Export the model with constants folded (in Python, "
                + "onnxsim.simplify does it).");
    }
}
