namespace Digits.Engine.Onnx;

/// <summary>
/// Quantised models, widened: weights become exactly the real numbers that their integers stand for. What is computed stays real, so that its rounding is left
/// out; but it ends where the integers do. Exporters use that instead of a ReLU.
/// </summary>
internal sealed partial class GraphImporter
{
    private const string Widened = "The model is quantised; its weights are widened, and what it computes is not rounded.";

    private void ImportQuantize(NodeProto node)
    {
        ImportedTensor x = MaybePadded(node, 0);
        Saturate(node, x, scale: 1, zero: 2);
    }

    private void ImportDequantize(NodeProto node)
    {
        Note(Widened);
        Pass(node, Real(node, MaybePadded(node, 0), scale: 1, zero: 2));
    }

    private void ImportDynamicQuantize(NodeProto node)
    {
        Note(Widened);
        Pass(node, Computed(node, 0));
        if (node.Outputs.Count > 1)
            _constants.Add(node.Outputs[1], ConstantTensor.Of([1f]));

        if (node.Outputs.Count > 2)
            _constants.Add(node.Outputs[2], ConstantTensor.Of([0L], TensorType.UInt8, []));
    }

    private void ImportConvInteger(NodeProto node) => Pass(node, Delegate(node, "Conv", Input(node, 0), WidenedInteger(node, 1, 3)));

    private void ImportMatMulInteger(NodeProto node) => Pass(node, Delegate(node, "MatMul", Input(node, 0), WidenedInteger(node, 1, 3)));

    private void ImportQLinearConv(NodeProto node)
    {
        string x = RealInput(node);
        ConstantTensor weight = Dequantized(node, 3, 4, 5, axis: 0);
        ConstantTensor? bias = _constants.Find(node, 8) is { Integers: { } integers } given
            ? ConstantTensor.Of([.. integers.Select((value, i) => value * At(node, 1, 0) * At(node, 4, i))], given.Dimensions)
            : null;
        Saturate(node, Delegate(node, "Conv", x, weight, bias), 6, 7);
    }

    private void ImportQLinearMatMul(NodeProto node)
    {
        string x = RealInput(node);
        Saturate(node, Delegate(node, "MatMul", x, Dequantized(node, 3, 4, 5, axis: 1)), 6, 7);
    }

    private void ImportQGemm(NodeProto node)
    {
        string x = RealInput(node);
        ConstantTensor weight = Dequantized(node, 3, 4, 5, new NodeAttributes(node).Int("transB", 0) == 0 ? 1 : 0);
        ConstantTensor? bias = _constants.Find(node, 6) is { Integers: { } integers } given
            ? ConstantTensor.Of([.. integers.Select((value, i) => value * At(node, 1, 0) * At(node, 4, i))], given.Dimensions)
            : null;
        ImportedTensor result = Delegate(node, "Gemm", x, weight, bias);
        if (node.Inputs.Count > 7)
            Saturate(node, result, 7, 8);
        else
            Pass(node, result);
    }

    private void ImportMatMulToFloat(NodeProto node, int scale, int zero, int bias)
    {
        ImportedTensor x = Delegate(node, "MatMul", Input(node, 0), Dequantized(node, 1, scale, zero, axis: 1));
        Pass(node, _constants.Find(node, bias) is { } shift ? x with { Node = x.Node.Then(new Affine([1f], shift.ToFloats())) } : x);
    }

    private void ImportQLinearAdd(NodeProto node)
    {
        string[] parts = [Operand(0), Operand(3)];
        NodeProto sum = new() { OpType = "Add", Name = node.Name, Inputs = [.. parts], Outputs = [$"{node.Outputs[0]}:sum"] };
        ImportArithmetic(sum);
        Saturate(node, _computed[sum.Outputs[0]], 6, 7);

        // One of the two may be a bias.
        string Operand(int input)
        {
            string name = Input(node, input);
            if (_constants.Find(name) is null)
                return name;

            string real = $"{node.Outputs[0]}:{input}";
            _constants.Add(real, Dequantized(node, input, input + 1, input + 2, axis: 0));
            return real;
        }
    }

    private void ImportQLinearConcat(NodeProto node)
    {
        Note(Widened);
        string[] parts = [.. node.Inputs.Where((_, i) => i >= 2 && (i - 2) % 3 == 0)];
        ImportConcat(new NodeProto { OpType = "Concat", Name = node.Name, Inputs = [.. parts], Outputs = node.Outputs, Attributes = node.Attributes });
    }

    /// <summary>An operator on integers that is the same on real numbers.</summary>
    private void ImportQuantizedLike(NodeProto node, string op)
    {
        Note(Widened);
        NodeProto real = new() { OpType = op, Name = node.Name, Inputs = [Input(node, 0)], Outputs = node.Outputs, Attributes = node.Attributes };
        if (new NodeAttributes(node).Int("channels_last", 0) != 0)
            throw OnnxError.At(node, "channels_last 1 is not supported, only 0.");

        Importer(real)!(this, real);
    }

    /// <summary>Takes in the operator on real numbers of which a node is the quantised form.</summary>
    private ImportedTensor Delegate(NodeProto node, string op, string x, ConstantTensor weight, ConstantTensor? bias = null)
    {
        Note(Widened);
        string prefix = $"{node.Outputs[0]}:real";
        List<string> inputs = [x, $"{prefix}.weight"];
        _constants.Add(inputs[1], weight);
        if (bias is not null)
        {
            inputs.Add($"{prefix}.bias");
            _constants.Add(inputs[2], bias);
        }

        NodeProto real = new() { OpType = op, Name = node.Name, Inputs = inputs, Outputs = [prefix], Attributes = node.Attributes };
        Importer(real)!(this, real);
        return _computed[prefix];
    }

    /// <summary>Values end where the integers do: what lies beyond becomes the least or the greatest number that they stand for.</summary>
    private void Saturate(NodeProto node, ImportedTensor x, int scale, int zero)
    {
        Note(Widened);
        ConstantTensor factor = _constants.Find(node, scale) ?? throw OnnxError.At(node, "its scale must be a constant in the file.");
        ConstantTensor? point = _constants.Find(node, zero);
        x = x with { IsRaw = false };
        if (factor.Count == 1 && QuantizedRange.Of(point?.Type ?? TensorType.UInt8) is { } range)
            PlaceLimits(node, x, Number(range.Least), Number(range.Most));
        else
            Pass(node, x);

        float Number(long integer) => (integer - (point?.Integers is [var first, ..] ? first : 0)) * factor.ToFloats()[0];
    }

    /// <summary>A clip, unless what is read is within its limits.</summary>
    private void PlaceLimits(NodeProto node, ImportedTensor x, float least, float greatest)
    {
        Node within = x.Node;
        while (within.Layer is MaxPool2D or GlobalMaxPool2D or AveragePool2D { CountPadding: false } or GlobalAveragePool2D or Flatten or Reshape or Dropout)
            within = within.Inputs[0];

        if (within.Layer is Clip clip && clip.Least >= least && clip.Greatest <= greatest)
            Pass(node, x);
        else
            PlaceClip(node, least == 0 && x.Node.Layer is ReLU ? x with { Node = x.Node.Inputs[0] } : x, least, greatest);
    }

    /// <summary>The real numbers that the integers of the input stand for; what was computed is real as it is.</summary>
    private ImportedTensor Real(NodeProto node, ImportedTensor x, int scale, int zero)
    {
        if (!x.IsRaw)
            return x;

        float factor = At(node, scale, 0);
        float point = _constants.Find(node, zero)?.ToFloats() is [var value, ..] ? value : 0;
        return x with { Node = x.Node.Then(new Affine([factor], [-point * factor])), IsRaw = false };
    }

    /// <summary>The name of the first input as real numbers.</summary>
    private string RealInput(NodeProto node)
    {
        string name = $"{node.Outputs[0]}:x";
        _computed[name] = Real(node, Computed(node, 0), scale: 1, zero: 2);
        return name;
    }

    private ConstantTensor WidenedInteger(NodeProto node, int input, int zero)
    {
        ConstantTensor x = _constants.Find(node, input) ?? throw OnnxError.At(node, $"its input {input} must be a constant in the file.");
        ConstantTensor one = ConstantTensor.Of([1f]);
        ConstantTensor? point = _constants.Find(node, zero);
        if (point is { Count: > 1 })
            one = ConstantTensor.Of([.. Enumerable.Repeat(1f, point.Count)], point.Count);

        return QuantizationFolding.Dequantize(new ConstantNode(node, _constants), x, one, point, node.OpType == "ConvInteger" ? 0 : x.Rank - 1);
    }

    private ConstantTensor Dequantized(NodeProto node, int input, int scale, int zero, long axis)
    {
        ConstantTensor x = _constants.Find(node, input) ?? throw OnnxError.At(node, $"its input {input} must be a constant in the file.");
        ConstantTensor factor = _constants.Find(node, scale) ?? throw OnnxError.At(node, $"its input {scale} must be a constant in the file.");
        return QuantizationFolding.Dequantize(new ConstantNode(node, _constants), x, factor, _constants.Find(node, zero), axis);
    }

    private float At(NodeProto node, int input, int index) => _constants.Find(node, input) is { Floats: { Length: > 0 } values }
        ? values[values.Length == 1 ? 0 : Math.Min(index, values.Length - 1)]
        : throw OnnxError.At(node, $"its input {input} must be a constant number in the file.");

    private static string Input(NodeProto node, int input) =>
        input < node.Inputs.Count ? node.Inputs[input] : throw OnnxError.At(node, $"it lacks input {input}; the file is damaged.");
}
